import type { Command, StreamKind } from '../decider.js';
import type { ClaimedAsset, ContentClaimEvent } from './claimed-asset.js';

/** Process, at registration: this asset's content has this digest. */
export interface ClaimContent extends Command {
  readonly type: 'ClaimContent';
  readonly data: { readonly contentDigest: string; readonly claimant: ClaimedAsset };
}

/** Claimants in the order in which they claimed. */
export type ContentClaim = { readonly claimants: readonly ClaimedAsset[] };

/** Beyond this many holders of one content nobody is noticed any more: it is common property. */
export const claimantsMax = 200;

const claimContent = (
  { data }: ClaimContent,
  { claimants }: ContentClaim,
): readonly ContentClaimEvent[] => {
  const { contentDigest, claimant } = data;
  if (claimants.some(({ assetId }) => assetId === claimant.assetId)) return [];
  if (claimants.length >= claimantsMax) return [];
  const other = firstRegistered(
    claimants.filter(({ applicantPartyId }) => applicantPartyId !== claimant.applicantPartyId),
  );
  if (other === undefined) return [{ type: 'ContentClaimed', data: { contentDigest, claimant } }];
  const isLater = claimant.registeredPosition > other.registeredPosition;
  const [earlier, later] = isLater ? [other, claimant] : [claimant, other];
  return [{ type: 'ContentClaimedAgain', data: { contentDigest, claimant, earlier, later } }];
};

const firstRegistered = (claimants: readonly ClaimedAsset[]): ClaimedAsset | undefined =>
  claimants.toSorted((a, b) => a.registeredPosition - b.registeredPosition)[0];

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
