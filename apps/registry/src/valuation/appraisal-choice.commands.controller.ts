import { present } from '@ledger/contracts/present.js';
import { ChooseAppraisalDto } from '@ledger/contracts/valuation/valuation.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ValuationEvidence } from './valuation.evidence.js';
import { HANDLE_VALUATION } from './valuation.tokens.js';
import type { HandleValuation } from './valuation.tokens.js';

/** A lender says on which of several valid reports its own figures rest. */
@ApiTags('valuations')
@Controller('assets/:assetId/appraisal-choice')
export class AppraisalChoiceCommandsController {
  constructor(
    @Inject(HANDLE_VALUATION) private readonly handle: HandleValuation,
    @Inject(ValuationEvidence) private readonly evidence: ValuationEvidence,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('lender')
  @ApiOperation({
    summary: 'Chooses the appraisal that the lender’s own figures rest on, or the latest again.',
    description:
      'For lenders whom a holder let in, or who have a registered pledge. Pledge-status, coverage, ' +
      'credit lines, portfolio and alerts of this lender rest on it while it is valid, and say so; ' +
      'when it is no longer, the latest counts. The answer’s id is the asset’s.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async choose(
    @Param('assetId') assetId: string,
    @Body() { valuationId, reason }: ChooseAppraisalDto,
    @Context() context: CommandContext,
  ) {
    const lender = await this.evidence.lenderOf(assetId, context.actor.partyId);
    const data = { assetId, reason, ...lender, ...present({ valuationId }) };
    const stream = `valuation-${assetId}`;
    const outcome = await this.handle(stream, { type: 'ChooseAppraisal', data }, context);
    return written(outcome, { id: assetId });
  }
}
