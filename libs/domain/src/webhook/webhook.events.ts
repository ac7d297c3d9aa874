/** Which events a subscription wants; what is absent narrows nothing. */
export type WebhookFilter = {
  /** Categories of streams. */
  readonly categories?: readonly string[];
  /** Event types. */
  readonly types?: readonly string[];
};

/** Hats in which a subscription reads; who only administers the platform reads no business. */
export type WebhookRole =
  'manager' | 'registrar' | 'appraiser' | 'lender' | 'accountant' | 'operator' | 'auditor';

/**
 * Why a subscription stands still. `succeeded`: its owner was merged or divided, and whoever stands
 * in its place has not yet said that the address is to go on being told.
 */
export type SuspensionReason = 'owner' | 'undeliverable' | 'gone' | 'succeeded';

/** In whose name a subscription reads. */
export type WebhookOwner = {
  readonly partyId: string;
  /** Token of the person. */
  readonly person: string;
  readonly roles: readonly WebhookRole[];
};

/** What becomes of one subscription; deliveries are counted in a side table, not here. */
export type WebhookEvent =
  | {
      readonly type: 'WebhookSubscribed';
      readonly data: {
        readonly webhookId: string;
        readonly ownerPartyId: string;
        /** Token of the person in whose name it reads. */
        readonly person: string;
        readonly roles: readonly WebhookRole[];
        readonly url: string;
        readonly filter: WebhookFilter;
        /** Why a lender looks at registers of others; absent: only what he is a party to. */
        readonly purpose?: string;
        /** It begins after this position of the log. */
        readonly after: number;
      };
    }
  | {
      /** A new secret signs from now on; the one before signs beside it up to `previousUntil`. */
      readonly type: 'WebhookSecretRotated';
      readonly data: {
        readonly webhookId: string;
        /** Number of the new secret, from 2. */
        readonly secretNumber: number;
        /** Instant (RFC 3339 UTC). */
        readonly previousUntil: string;
      };
    }
  | {
      readonly type: 'WebhookSuspended';
      readonly data: {
        readonly webhookId: string;
        readonly reason: SuspensionReason;
        /** What the receiver answered last, for people. */
        readonly detail?: string;
      };
    }
  | {
      readonly type: 'WebhookResumed';
      readonly data: {
        readonly webhookId: string;
        /** Set where the owner's successor resumed it: from now on it is his and reads as he does. */
        readonly takenOverBy?: WebhookOwner;
      };
    }
  | {
      /** Everything after a position is sent once more, each under the id it had. */
      readonly type: 'WebhookReplayRequested';
      readonly data: { readonly webhookId: string; readonly fromPosition: number };
    }
  | { readonly type: 'WebhookDeleted'; readonly data: { readonly webhookId: string } };
