import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { type Ancestry, ancestryOf, type SourceNode } from '@ledger/domain/lineage/ancestors.js';
import { possibleSourcesOf } from '@ledger/domain/lineage/lineage.rules.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** Walks up a lineage in the log itself: one look per generation, each linearizable. */
@Injectable()
export class Ancestors {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  /** What would be above an asset with these sources, and up to where the log was read. */
  async of(
    assetId: string,
    sources: readonly string[],
  ): Promise<{ readonly ancestry: Ancestry; readonly asOf: number }> {
    let readUpTo = 0;
    const nodesOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, SourceNode>> => {
      const { asOf, states } = await this.loop.loadMany(assetKind, ids.map(assetStream));
      readUpTo = asOf;
      return new Map(
        ids.flatMap((id) => {
          const state = states.get(assetStream(id))?.state;
          if (state === undefined) return [];
          const isRegistered = state.status === 'registered';
          return [[id, { isRegistered, sources: possibleSourcesOf(state) }]];
        }),
      );
    };
    const ancestry = await ancestryOf(assetId, sources, nodesOf);
    return { ancestry, asOf: readUpTo };
  }
}
