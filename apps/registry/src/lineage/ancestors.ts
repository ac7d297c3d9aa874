import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { asOf } from '@ledger/domain/asset/clock.rules.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { type Ancestry, ancestryOf, type SourceNode } from '@ledger/domain/lineage/ancestors.js';
import { possibleSourcesOf } from '@ledger/domain/lineage/lineage.rules.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** Walks up a lineage in the log itself: one look per generation, each linearizable. */
@Injectable()
export class Ancestors {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What would be above an asset with these sources, and up to where the log was read. */
  async of(
    assetId: string,
    sources: readonly string[],
  ): Promise<{ readonly ancestry: Ancestry; readonly asOf: number }> {
    let readUpTo = 0;
    const today = shanghaiDate(this.clock.now());
    const nodesOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, SourceNode>> => {
      const { asOf: readTo, states } = await this.loop.loadMany(assetKind, ids.map(assetStream));
      readUpTo = readTo;
      return new Map(
        ids.flatMap((id) => {
          const state = states.get(assetStream(id))?.state;
          if (state === undefined) return [];
          // A registration that lapsed carries nothing, whether or not an event says so yet.
          const isRegistered = asOf(state, id, today).status === 'registered';
          return [[id, { isRegistered, sources: possibleSourcesOf(state) }]];
        }),
      );
    };
    const ancestry = await ancestryOf(assetId, sources, nodesOf);
    return { ancestry, asOf: readUpTo };
  }
}
