import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { disclosuresOf } from '@ledger/contracts/valuation/disclosures.dto.js';
import { modelInputsOf } from '@ledger/contracts/valuation/model-inputs.dto.js';
import type { ApproachResultDto } from '@ledger/contracts/valuation/valuation.dto.js';
import {
  NameAppraiserDto,
  RecordValuationDto,
  SupersedeValuationDto,
  WithdrawValuationDto,
} from '@ledger/contracts/valuation/valuation.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { RecordValuation } from '@ledger/domain/valuation/valuation.decider.js';
import type { QualityEvidence } from '@ledger/domain/valuation/valuation.events.js';
import { statedFaults, type StatedResult } from '@ledger/domain/valuation/valuation.results.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { unsoundInputs } from '@ledger/http/problems/valuation-faults.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ValuationEvidence } from './valuation.evidence.js';
import { HANDLE_VALUATION } from './valuation.tokens.js';
import type { HandleValuation } from './valuation.tokens.js';

/** The holder names an appraiser, the appraiser records what he found. */
@ApiTags('valuations')
@Controller('assets/:assetId')
export class ValuationCommandsController {
  constructor(
    @Inject(HANDLE_VALUATION) private readonly handle: HandleValuation,
    @Inject(ValuationEvidence) private readonly evidence: ValuationEvidence,
  ) {}

  @Post('appraisers')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'Names an appraisal firm, which may then see the asset and record its reports.',
    description: 'Naming the same firm again moves its last day. The answer’s id is the firm’s.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async name(
    @Param('assetId') assetId: string,
    @Body() { firmPartyId, until }: NameAppraiserDto,
    @Context() context: CommandContext,
  ) {
    const title = await this.evidence.titleOf(assetId);
    const outcome = await this.handle(
      `valuation-${assetId}`,
      { type: 'NameAppraiser', data: { assetId, firmPartyId, until, title } },
      context,
    );
    return written(outcome, { id: firmPartyId });
  }

  @Post('valuations')
  @Roles('appraiser')
  @ApiOperation({
    summary: 'Records an appraisal report of the caller’s firm.',
    description:
      'Each result with inputs is computed again and must come to the same figure; a result without ' +
      'inputs is recorded as `external`. The title’s version and the latest quality assessment go ' +
      'with the record.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async record(
    @Param('assetId') assetId: string,
    @Body() body: RecordValuationDto,
    @IdempotentId() valuationId: string,
    @Context() context: CommandContext,
  ) {
    const results = body.results.map(statedOf);
    const faults = results.flatMap((result, at) =>
      statedFaults(result).map((fault) => ({ at: `/results/${at}/inputs`, fault })),
    );
    if (faults.length > 0) throw unsoundInputs(faults);
    const { title, quality } = await this.evidence.factsOf(assetId);
    const standsFor = await this.evidence.firmsOf(context.actor.partyId);
    const appraisal = { ...appraisalOf(valuationId, body, quality), results };
    const outcome = await this.handle(
      `valuation-${assetId}`,
      { type: 'RecordValuation', data: { assetId, appraisal, title, standsFor } },
      context,
    );
    return written(outcome, { id: valuationId }, { location: `/v1/assets/${assetId}/valuations` });
  }

  @Post('valuations/:valuationId/supersession')
  @HttpCode(200)
  @Roles('appraiser')
  @ApiOperation({ summary: 'Puts a later report of the firm in the place of an earlier one.' })
  @ApiOkResponse({ type: WrittenDto })
  async supersede(
    @Param('assetId') assetId: string,
    @Param('valuationId') valuationId: string,
    @Body() { byValuationId }: SupersedeValuationDto,
    @Context() context: CommandContext,
  ) {
    const standsFor = await this.evidence.firmsOf(context.actor.partyId);
    const data = { assetId, valuationId, byValuationId, standsFor };
    const stream = `valuation-${assetId}`;
    const outcome = await this.handle(stream, { type: 'SupersedeValuation', data }, context);
    return written(outcome, { id: valuationId });
  }

  @Post('valuations/:valuationId/withdrawal')
  @HttpCode(200)
  @Roles('appraiser')
  @ApiOperation({
    summary: 'Withdraws a report of the firm: from now on nothing rests on it.',
    description: 'The record stays, and what rested on it before can be seen with `knownAt`.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(
    @Param('assetId') assetId: string,
    @Param('valuationId') valuationId: string,
    @Body() { reason }: WithdrawValuationDto,
    @Context() context: CommandContext,
  ) {
    const standsFor = await this.evidence.firmsOf(context.actor.partyId);
    const data = { assetId, valuationId, reason, standsFor };
    const stream = `valuation-${assetId}`;
    const outcome = await this.handle(stream, { type: 'WithdrawValuation', data }, context);
    return written(outcome, { id: valuationId });
  }
}

const statedOf = ({
  approach,
  value,
  inputs,
  usesQualityAssessment,
}: ApproachResultDto): StatedResult => ({
  approach,
  value: moneyOf(value),
  ...present({ inputs: inputs && modelInputsOf(inputs), usesQualityAssessment }),
});

const appraisalOf = (
  valuationId: string,
  body: RecordValuationDto,
  quality: QualityEvidence | undefined,
): Omit<RecordValuation['data']['appraisal'], 'results'> => ({
  valuationId,
  reportNumber: body.reportNumber,
  signatories: body.signatories,
  reportDigest: body.reportDigest,
  purpose: body.purpose,
  valueType: body.valueType,
  rightsValued: body.rightsValued,
  value: moneyOf(body.value),
  baseDate: body.baseDate,
  issuedOn: body.issuedOn,
  ...present({
    quality,
    validUntil: body.validUntil,
    singleApproachReason: body.singleApproachReason,
    disclosures: body.disclosures && disclosuresOf(body.disclosures),
  }),
  assumptions: body.assumptions ?? [],
  limitations: body.limitations ?? [],
});
