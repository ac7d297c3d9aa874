import type { AssetSource, RightKind, RightStatement } from '../asset/asset.events.js';
import type { Money } from '../money.js';
import type { DisposalEvent, TransfereeEvidence } from './disposal.events.js';
import type { ExternalRegistration, PledgedObject } from './external-registration.js';
import type { PledgeLifeEvent } from './pledge-life.events.js';
import type { ObjectEvidence, PledgorEvidence } from './pledged-object.js';
import type { SaleEvent, SaleLimits } from './sale.events.js';

export type { PledgorEvidence } from './pledged-object.js';

/**
 * Facts of `title-<assetId>`: who may do what with one asset. `on` is the calendar date in Shanghai
 * from which a fact counts; what ends on a date no longer holds on that date.
 */

export type GrantTerms = {
  readonly exclusive: boolean;
  /** What the grantee may use it for; absent: all that the giver may. */
  readonly purposes?: readonly string[];
  /** Which of the data's fields; absent: all that the giver may use. */
  readonly fields?: readonly string[];
  readonly territory?: string;
  readonly from: string;
  /** Inclusive last day; absent: as long as the giver's own right. */
  readonly until?: string;
  /** How many further levels the grantee may license down; 0: none. */
  readonly sublicenceDepth: number;
};

export type LegalForm = 'rightsPledge' | 'mortgage' | 'other';

export type { ExternalRegistration, PledgedObject } from './external-registration.js';

/** The contract's side of a pledge; Civil Code art. 427, 439. */
export type PledgeTerms = {
  readonly kind: 'ordinary' | 'maximumAmount';
  /** Secured amount, or the cap; a cap includes interest and cost unless agreed otherwise. */
  readonly amount: Money;
  /** Agreed otherwise (法释〔2020〕28号 art. 15): the cap is of the principal alone. */
  readonly capCovers?: 'principal';
  /** Maximum amount: inclusive last day on which claims under it may arise, where agreed. */
  readonly claimsUntil?: string;
  /** Absent: a data right. */
  readonly object?: PledgedObject;
  /** Inclusive last day of the registration. */
  readonly until: string;
  /** SHA-256 of the contract, hex. */
  readonly contractDigest: string;
  readonly legalForm: LegalForm;
  readonly externalRegistration: ExternalRegistration;
  /** Whether ordinary non-exclusive licensing may go on while pledged; the default is no. */
  readonly licensingStaysOpen: boolean;
};

/** What the asset's own stream said when an entry was recorded: evidence in the command. */
export type AssetEvidence = {
  readonly source: AssetSource;
  /** Version of `asset-<assetId>` that says so. */
  readonly version: number;
};

export type { BarGround } from './disposal.events.js';

/** Who else agreed, where a right is held by several or pledged; those consents are used up. */
type Agreed = { readonly consentIds?: readonly string[] };

export type TitleEvent =
  | DisposalEvent
  | PledgeLifeEvent
  | SaleEvent
  | {
      readonly type: 'TitleOpened';
      readonly data: {
        readonly assetId: string;
        readonly registrarPartyId: string;
        /** A ledger that the holder keeps for itself: seen only by those whom it lets in. */
        readonly inHouse: boolean;
        readonly entries: readonly RightStatement[];
      };
    }
  | {
      readonly type: 'HoldingRecorded';
      readonly data: {
        readonly assetId: string;
        readonly entry: RightStatement;
        readonly assetEvidence: AssetEvidence;
      };
    }
  | {
      readonly type: 'HoldingEnded';
      readonly data: {
        readonly assetId: string;
        readonly holdingId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'RightGranted';
      readonly data: Agreed & {
        readonly assetId: string;
        readonly grantId: string;
        readonly holdingId: string;
        /** The grant it descends from; absent: straight from the entry. */
        readonly parentGrantId?: string;
        readonly granterPartyId: string;
        readonly granteePartyId: string;
        readonly right: RightKind;
        readonly terms: GrantTerms;
        /** The order that a confirmed reservation came from. */
        readonly orderId?: string;
        /** Of a grant that its holder gave: the grantee as his own stream described him. */
        readonly granteeEvidence?: TransfereeEvidence;
        /** Likewise: the asset as its own stream described it. */
        readonly objectEvidence?: ObjectEvidence;
      };
    }
  | {
      readonly type: 'GrantEnded';
      readonly data: {
        readonly assetId: string;
        readonly grantId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'LicensingAuthorised';
      readonly data: Agreed &
        SaleLimits & {
          readonly assetId: string;
          readonly holdingId: string;
          readonly offerId: string;
          readonly authoriserPartyId: string;
          /** The terms of every licence sold under the offer. */
          readonly terms: GrantTerms;
          readonly on: string;
          /** Inclusive last day on which licences may be sold. */
          readonly until: string;
        };
    }
  | {
      readonly type: 'LicensingWithdrawn';
      readonly data: {
        readonly assetId: string;
        readonly offerId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'LicenceReserved';
      readonly data: Agreed &
        Pick<SaleLimits, 'transfer'> & {
          readonly assetId: string;
          readonly reservationId: string;
          readonly holdingId: string;
          readonly offerId: string;
          readonly orderId: string;
          readonly licenseePartyId: string;
          readonly terms: GrantTerms;
          /** Instant (RFC 3339 UTC) from which it stands. */
          readonly reservedAt: string;
          /** Instant (RFC 3339 UTC) at which an unconfirmed reservation lapses. */
          readonly expiresAt: string;
          /** Version of the title policy that `expiresAt` follows from. */
          readonly policyVersion: number;
        };
    }
  | {
      readonly type: 'ReservationReleased';
      readonly data: {
        readonly assetId: string;
        readonly reservationId: string;
        readonly orderId: string;
        readonly reason: 'cancelled' | 'lapsed';
        /** Instant (RFC 3339 UTC) from which it no longer stands. */
        readonly releasedAt: string;
      };
    }
  | {
      readonly type: 'LenderAuthorised';
      readonly data: Agreed & {
        readonly assetId: string;
        readonly authorisationId: string;
        readonly holdingId: string;
        readonly lenderPartyId: string;
        readonly purpose: 'inspect' | 'pledge';
        /** Highest total of the pledges registered under it; absent: no limit. */
        readonly cap?: Money;
        readonly on: string;
        /** Inclusive last day. */
        readonly until: string;
      };
    }
  | {
      readonly type: 'LenderAuthorisationWithdrawn';
      readonly data: {
        readonly assetId: string;
        readonly authorisationId: string;
        readonly on: string;
      };
    }
  | {
      /** Registered with the pledgor's authorisation: it blocks disposal from now on. */
      readonly type: 'PledgeRegistered';
      readonly data: {
        readonly assetId: string;
        readonly pledgeId: string;
        readonly holdingId: string;
        readonly pledgeePartyId: string;
        readonly pledgorPartyIds: readonly string[];
        readonly authorisationId: string;
        /** The reservation that kept the entry free for it. */
        readonly registrationReservationId?: string;
        readonly terms: PledgeTerms;
        readonly pledgorEvidence: readonly PledgorEvidence[];
        readonly objectEvidence?: ObjectEvidence;
        readonly on: string;
      };
    }
  | {
      /** Registered without authorisation: it takes its place and is shown, but blocks nothing. */
      readonly type: 'PledgeClaimed';
      readonly data: {
        readonly assetId: string;
        readonly pledgeId: string;
        readonly holdingId: string;
        readonly pledgeePartyId: string;
        readonly pledgorPartyIds: readonly string[];
        readonly terms: PledgeTerms;
        readonly pledgorEvidence: readonly PledgorEvidence[];
        readonly objectEvidence?: ObjectEvidence;
        readonly on: string;
        /** Inclusive last day on which the pledgor may confirm; after it the claim has lapsed. */
        readonly lapsesAfter: string;
        /** Version of the title policy that `lapsesAfter` follows from. */
        readonly policyVersion: number;
        /** Version of the calendar that its working days were counted by. */
        readonly calendarVersion?: number;
      };
    }
  | {
      readonly type: 'PledgeConfirmed';
      readonly data: Agreed & {
        readonly assetId: string;
        readonly pledgeId: string;
        readonly pledgorEvidence: readonly PledgorEvidence[];
        readonly objectEvidence?: ObjectEvidence;
        readonly on: string;
      };
    }
  | {
      readonly type: 'PledgeDeclined';
      readonly data: {
        readonly assetId: string;
        readonly pledgeId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      /** Written after the fact: the claim was over from `on`, whether or not this stands here. */
      readonly type: 'PledgeClaimLapsed';
      readonly data: {
        readonly assetId: string;
        readonly pledgeId: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'PledgeReleased';
      readonly data: {
        readonly assetId: string;
        readonly pledgeId: string;
        /** What is released; absent: all of it. */
        readonly amount?: Money;
        readonly reason: string;
        /** Set where the pledgee's policy asked for two persons. */
        readonly proposalId?: string;
        readonly proposer?: string;
        readonly approver?: string;
        readonly on: string;
      };
    };
