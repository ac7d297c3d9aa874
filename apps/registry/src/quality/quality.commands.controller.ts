import { present } from '@ledger/contracts/present.js';
import { AssessQualityDto } from '@ledger/contracts/quality/quality.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { qualityPolicy } from '@ledger/domain/quality/quality.policy.js';
import { type PerDimension, qualityDimensions } from '@ledger/domain/quality/quality.score.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { type HandleAsset, inPlaceOf } from '@ledger/http/assets/asset-handling.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** Assessing quality (AssessQuality on the asset's stream). */
@ApiTags('quality')
@Controller('assets/:assetId/quality')
export class QualityCommandsController {
  private readonly handle: HandleAsset;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.handle = inPlaceOf(loop, standings);
  }

  @Post()
  @Roles('manager', 'registrar', 'appraiser')
  @ApiOperation({
    summary: 'Records a quality assessment over the six dimensions of GB/T 36344-2018.',
    description: 'By the holder, the registrar, or an appraiser whom a holder has named.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async assess(
    @Param('assetId') assetId: string,
    @Body() body: AssessQualityDto,
    @IdempotentId() assessmentId: string,
    @Context() context: CommandContext,
  ) {
    const { assessedOn, method, scores, weights, reportDigest } = body;
    const appraiserUntil = await this.namedUntil(assetId, context);
    const data = {
      ...{ assetId, assessmentId, assessedOn, method, scores: perDimension(scores) },
      ...present({
        weights: weights && perDimension(weights),
        reportDigest,
        appraiserUntil,
      }),
      policy: await this.policies.of(qualityPolicy),
    };
    const command = { type: 'AssessQuality', data } as const;
    const outcome = await this.handle(assetStream(assetId), command, context);
    return written(outcome, { id: assessmentId }, { location: `/v1/assets/${assetId}/quality` });
  }

  /**
   * Pattern 2: whether a holder has named the appraiser, or a firm in whose place it stands, is in
   * the valuation's stream.
   */
  private async namedUntil(
    assetId: string,
    { actor }: CommandContext,
  ): Promise<string | undefined> {
    if (actor.role !== 'appraiser') return undefined;
    const { state } = await this.loop.load(valuationKind, `valuation-${assetId}`);
    const { sole } = await this.standings.of(actor.partyId);
    const days = sole.flatMap((partyId) => state.appraisers.get(partyId)?.until ?? []);
    return days.toSorted().at(-1);
  }
}

const perDimension = (stated: PerDimension): PerDimension =>
  Object.fromEntries(
    qualityDimensions.map((dimension) => [dimension, stated[dimension]]),
  ) as PerDimension;
