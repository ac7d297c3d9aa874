import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { asOf } from '@ledger/domain/asset/clock.rules.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** How assets stand, by the log itself: on it a suspicion is decided. */
@Injectable()
export class AssetStates {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Their states today, with what the clock has brought about. */
  async of(assetIds: readonly string[]): Promise<ReadonlyMap<string, AssetStatus>> {
    const today = shanghaiDate(this.clock.now());
    const { states } = await this.loop.loadMany(assetKind, assetIds.map(assetStream));
    return new Map(
      assetIds.map((assetId) => {
        const { state } = states.get(assetStream(assetId))!;
        return [assetId, asOf(state, assetId, today).status];
      }),
    );
  }
}
