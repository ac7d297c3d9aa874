import type { MoneyDto } from '@ledger/contracts/money.dto.js';
import { NameAppraiserDto, RecordValuationDto } from '@ledger/contracts/valuation/valuation.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { Money } from '@ledger/domain/money.js';
import type { RecordValuation } from '@ledger/domain/valuation/valuation.decider.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
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
  @ApiOperation({ summary: 'Records an appraisal report of the caller’s firm.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async record(
    @Param('assetId') assetId: string,
    @Body() body: RecordValuationDto,
    @IdempotentId() valuationId: string,
    @Context() context: CommandContext,
  ) {
    const title = await this.evidence.titleOf(assetId);
    const appraisal = appraisalOf(valuationId, body);
    const outcome = await this.handle(
      `valuation-${assetId}`,
      { type: 'RecordValuation', data: { assetId, appraisal, title } },
      context,
    );
    return written(outcome, { id: valuationId }, { location: `/v1/assets/${assetId}/valuations` });
  }
}

const appraisalOf = (
  valuationId: string,
  body: RecordValuationDto,
): RecordValuation['data']['appraisal'] => ({
  valuationId,
  reportNumber: body.reportNumber,
  signatories: body.signatories,
  reportDigest: body.reportDigest,
  purpose: body.purpose,
  valueType: body.valueType,
  rightsValued: body.rightsValued,
  results: body.results.map(({ approach, value }) => ({ approach, value: moneyOf(value) })),
  ...(body.singleApproachReason !== undefined && {
    singleApproachReason: body.singleApproachReason,
  }),
  value: moneyOf(body.value),
  baseDate: body.baseDate,
  issuedOn: body.issuedOn,
  ...(body.validUntil !== undefined && { validUntil: body.validUntil }),
  assumptions: body.assumptions ?? [],
  limitations: body.limitations ?? [],
});

const moneyOf = ({ amount, currency }: MoneyDto): Money => ({ amount, currency });
