import type { Command, StreamKind } from '../decider.js';
import type { ClaimedAsset } from './content-claim.decider.js';

/** The fact of `claim-similar-<pairId>`: two assets of two holders were found to be alike. */
export type SimilarPairEvent = {
  readonly type: 'SimilarPairNoticed';
  readonly data: {
    readonly earlier: ClaimedAsset;
    readonly later: ClaimedAsset;
    /** Estimated similarity in thousandths. */
    readonly similarityPermille: number;
    readonly sketchVersion: number;
    readonly policyVersion: number;
  };
};

export interface NoteSimilarPair extends Command {
  readonly type: 'NoteSimilarPair';
  readonly data: SimilarPairEvent['data'];
}

export type SimilarPair = { readonly isNoticed: boolean };

/** One stream per pair, so that it is noticed once, by whichever asset (pattern 3). */
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

/** The pair's id follows from its two assets, whichever is looked at. */
export const similarPairStream = (pairId: string): string => `claim-similar-${pairId}`;
