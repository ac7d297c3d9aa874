import type { Command, StreamKind } from '../decider.js';
import type { SimilarPairEvent } from './claimed-asset.js';

export interface NoteSimilarPair extends Command {
  readonly type: 'NoteSimilarPair';
  readonly data: SimilarPairEvent['data'];
}

export type SimilarPair = { readonly isNoticed: boolean };

/** One stream per pair and content, so that it is noticed once, by whichever asset (pattern 3). */
export const similarPairKind: StreamKind<NoteSimilarPair, SimilarPairEvent, SimilarPair> = {
  category: 'claim',
  decider: {
    initialState: () => ({ isNoticed: false }),
    evolve: () => ({ isNoticed: true }),
    decide: ({ data }, { isNoticed }) => (isNoticed ? [] : [{ type: 'SimilarPairNoticed', data }]),
  },
  schemaVersions: { SimilarPairNoticed: 1 },
  eventsMax: 1,
};

/** The pair's id follows from its two assets and from when the later one got its content. */
export const similarPairStream = (pairId: string): string => `claim-similar-${pairId}`;
