import type { Command, StreamKind } from '../decider.js';
import type { ClaimedAsset, ContentClaimEvent } from './claimed-asset.js';

/** Process, at registration: this asset's content has this digest. */
export interface ClaimContent extends Command {
  readonly type: 'ClaimContent';
  readonly data: {
    readonly contentDigest: string;
    readonly claimant: ClaimedAsset;
    /** Assets whose registration was revoked: they should never have been there. */
    readonly revoked?: readonly string[];
  };
}

/** Claimants in the order in which they claimed. */
export type ContentClaim = { readonly claimants: readonly ClaimedAsset[] };

/** Beyond this many holders of one content nobody is noticed any more: it is common property. */
export const claimantsMax = 200;

/**
 * Compared with whoever registered the content first, his registration having ended or not, but for
 * one that was revoked. Who did so himself copies nobody by registering it once more, also where
 * another copied it meanwhile.
 */
const claimContent = (
  { data }: ClaimContent,
  { claimants }: ContentClaim,
): readonly ContentClaimEvent[] => {
  const { contentDigest, claimant, revoked = [] } = data;
  if (claimants.some(({ assetId }) => assetId === claimant.assetId)) return [];
  if (claimants.length >= claimantsMax) return [];
  const known = claimants.filter(({ assetId }) => !revoked.includes(assetId));
  const [first = claimant] = inOrder([...known, claimant]);
  const isOthers = (one: ClaimedAsset) => one.applicantPartyId !== claimant.applicantPartyId;
  const other = isOthers(first) ? first : first === claimant && inOrder(known).find(isOthers);
  if (!other) return [{ type: 'ContentClaimed', data: { contentDigest, claimant } }];
  const [earlier, later] = isOthers(first) ? [other, claimant] : [claimant, other];
  return [{ type: 'ContentClaimedAgain', data: { contentDigest, claimant, earlier, later } }];
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
