import { ChangeSourcesDto, SourcesChangedDto } from '@ledger/contracts/lineage/lineage.dto.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { SourceReference } from '@ledger/domain/asset/asset.events.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { Refused, refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AssetDoor } from '@ledger/http/assets/asset-door.js';
import { type HandleAsset, inPlaceOf } from '@ledger/http/assets/asset-handling.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ancestors } from './ancestors.js';

/** How long the route waits for the check of a proposal. */
const waitMsMax = 5_000;
const lookEveryMs = 500;

/** Changing what a registered asset is made from. */
@ApiTags('lineage')
@Controller('assets/:assetId/sources')
export class LineageCommandsController {
  private readonly handle: HandleAsset;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AssetDoor) private readonly door: AssetDoor,
    @Inject(Ancestors) private readonly ancestors: Ancestors,
    @Inject(Standings) standings: Standings,
  ) {
    this.handle = inPlaceOf(loop, standings);
  }

  @Post()
  @HttpCode(200)
  @Roles('manager', 'registrar')
  @ApiOperation({
    summary: 'Changes what a registered asset is made from; waits, bounded, until it is checked.',
    description:
      'For a holder’s own ledger (in-house); elsewhere another source is another registration ' +
      '(guide art. 35). A cycle, at whatever depth, is refused and named.',
  })
  @ApiOkResponse({ type: SourcesChangedDto })
  @ApiAcceptedResponse({ type: SourcesChangedDto, description: 'Proposed; still being checked.' })
  async change(
    @Param('assetId') assetId: string,
    @Body() { sources: named, reason }: ChangeSourcesDto,
    @CurrentCaller() caller: Caller,
    @IdempotentId() proposalId: string,
    @Context() context: CommandContext,
  ) {
    const ids = named.map((source) => source.assetId);
    const { ancestry } = await this.ancestors.of(assetId, ids);
    const sources = await this.asTheyStand(ids, caller);
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'ProposeSources', data: { assetId, proposalId, sources, reason, ancestry } },
      context,
    );
    const adopted = await this.decided(assetId, proposalId);
    return written(outcome, { id: assetId, adopted }, { status: adopted ? 200 : 202 });
  }

  /** A source that the caller may not see has version 0: for the rule it is not registered. */
  private asTheyStand(ids: readonly string[], caller: Caller): Promise<readonly SourceReference[]> {
    const now = this.clock.now();
    return Promise.all(
      ids.map(async (assetId) => {
        try {
          const { version } = await this.door.enter(assetId, caller, now);
          return { assetId, version };
        } catch (error) {
          if (error instanceof Refused) return { assetId, version: 0 };
          throw error;
        }
      }),
    );
  }

  /** True once the proposal is adopted, false while that takes too long; refuses what was dropped. */
  private async decided(assetId: string, proposalId: string): Promise<boolean> {
    const until = performance.now() + waitMsMax;
    for (;;) {
      const change = this.log.changed(lookEveryMs);
      const { state } = await this.loop.load(assetKind, assetStream(assetId));
      if (state.droppedSources?.proposalId === proposalId) {
        const { ground, path } = state.droppedSources;
        if (ground === 'cycle') return refuse('lineage_cycle', { path });
        if (ground === 'tooLarge') return refuse('lineage_too_large');
        return refuse('lineage_source_not_registered', { assetIds: path });
      }
      if (state.proposedSources?.proposalId !== proposalId) return true;
      if (performance.now() > until) return false;
      await change;
    }
  }
}
