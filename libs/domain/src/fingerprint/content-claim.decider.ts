import type { Command, StreamKind } from '../decider.js';
import type { ClaimedAsset, ContentClaimEvent } from './claimed-asset.js';

/** Process, at registration: this asset's content has this digest. */
export interface ClaimContent extends Command {
  readonly type: 'ClaimContent';
  readonly data: {
    readonly contentDigest: string;
    readonly claimant: ClaimedAsset;
    /** Assets whose registration gives no priority, today and for this content. */
    readonly silent?: readonly string[];
    /** Claimants' assets that are of one holder with this one. */
    readonly own?: readonly string[];
    /** Claims of the content that it is compared with, where it is kept apart from them. */
    readonly registered?: readonly ClaimedAsset[];
  };
}

/** Claimants in the order in which they claimed. */
export type ContentClaim = { readonly claimants: readonly ClaimedAsset[] };

/** Beyond this many holders of one content nobody is noticed any more: it is common property. */
export const claimantsMax = 200;

/**
 * Compared with whoever registered the content first, his registration having ended or not, but for
 * those that give no priority. Whoever did so himself copies nobody by registering it once more, also
 * where another copied it meanwhile. What gives no priority is noted only where it is the later one.
 */
const claimContent = (
  { data }: ClaimContent,
  { claimants }: ContentClaim,
): readonly ContentClaimEvent[] => {
  const { contentDigest, claimant, silent = [], registered = [] } = data;
  const all = [...registered, ...claimants];
  if (all.some(({ assetId }) => assetId === claimant.assetId)) return [];
  if (all.length >= claimantsMax) return [];
  const pair = pairOf(data, all);
  if (pair) return [{ type: 'ContentClaimedAgain', data: { contentDigest, claimant, ...pair } }];
  if (silent.includes(claimant.assetId)) return [];
  return [{ type: 'ContentClaimed', data: { contentDigest, claimant } }];
};

interface Pair {
  readonly earlier: ClaimedAsset;
  readonly later: ClaimedAsset;
}

/** The claimant's asset and the one of another that was there before it, or came after it. */
const pairOf = (
  { claimant, silent = [], own = [] }: ClaimContent['data'],
  claimants: readonly ClaimedAsset[],
): Pair | undefined => {
  const known = inOrder(claimants.filter(({ assetId }) => !silent.includes(assetId)));
  const others = known.filter(({ assetId }) => !own.includes(assetId));
  const [first] = known;
  if (first && first.registeredPosition <= claimant.registeredPosition) {
    return others.includes(first) ? { earlier: first, later: claimant } : undefined;
  }
  const [later] = silent.includes(claimant.assetId) ? [] : others;
  return later && { earlier: claimant, later };
};

const inOrder = (claimants: readonly ClaimedAsset[]): readonly ClaimedAsset[] =>
  claimants.toSorted((a, b) => a.registeredPosition - b.registeredPosition);

/** `claim-content-<digest>`: uniqueness of content among holders (pattern 3). */
export const contentClaimKind: StreamKind<ClaimContent, ContentClaimEvent, ContentClaim> = {
  category: 'claim',
  decider: {
    initialState: () => ({ claimants: [] }),
    evolve: ({ claimants }, { data: { claimant } }) => ({ claimants: [...claimants, claimant] }),
    decide: claimContent,
  },
  schemaVersions: { ContentClaimed: 1, ContentClaimedAgain: 1 },
  eventsMax: claimantsMax,
};

export const contentClaimStream = (contentDigest: string): string =>
  `claim-content-${contentDigest}`;

/**
 * Where an asset that gives no priority claims a content: by itself, so that an in-house ledger, which
 * takes rows by the thousand, cannot fill the claims of others.
 */
export const apartClaimStream = (contentDigest: string, assetId: string): string =>
  `${contentClaimStream(contentDigest)}-${assetId}`;
