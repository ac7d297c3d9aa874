import type { Command, Decider, StreamKind } from '../decider.js';

/** The fact of `claim-request-<requestId>`: an idempotency key stands for this request alone. */
export type RequestClaimEvent = {
  readonly type: 'RequestClaimed';
  readonly data: {
    readonly requestId: string;
    /** SHA-256 (hex) of the request's target and body. */
    readonly fingerprint: string;
  };
};

export interface ClaimRequest extends Command {
  readonly type: 'ClaimRequest';
  readonly data: RequestClaimEvent['data'];
}

/** Who has the key: the fingerprint of its request, if any. */
export type RequestClaim = { readonly fingerprint?: string };

export const requestClaimDecider: Decider<ClaimRequest, RequestClaimEvent, RequestClaim> = {
  initialState: () => ({}),
  evolve: (_, { data: { fingerprint } }) => ({ fingerprint }),
  decide: ({ data: { requestId, fingerprint } }, claim) =>
    claim.fingerprint === undefined
      ? [{ type: 'RequestClaimed', data: { requestId, fingerprint } }]
      : [],
};

/** `claim-request-<requestId>`: uniqueness by a stream of one event (pattern 3). */
export const requestClaimKind: StreamKind<ClaimRequest, RequestClaimEvent, RequestClaim> = {
  category: 'claim',
  decider: requestClaimDecider,
  schemaVersions: { RequestClaimed: 1 },
  eventsMax: 1,
};

/** The stream of the request that a scope and key name. */
export const requestClaimStream = (requestId: string): string => `claim-request-${requestId}`;
