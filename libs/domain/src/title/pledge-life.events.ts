import type { Money } from '../money.js';
import type { ExternalRegistration } from './external-registration.js';
import type {
  AuthorityOrder,
  Enforced,
  FourEyes,
  OfPledge,
  PledgeAction,
} from './pledge-action.js';
import type { PledgeCorrectionEvent } from './pledge-corrections.events.js';
import type { SecurityEvidence } from './pledged-object.js';

export type { AuthorityOrder, ClaimDue, ClaimPart, DistributedShare } from './pledge-action.js';

/**
 * Facts of `title-<assetId>` about the life of a pledge between its registration and its end. Part
 * of `TitleEvent`.
 */

/** Grounds on which the claims of a maximum-amount pledge are fixed, Civil Code art. 423 (with 439). */
export type FixingGround =
  /** (1) The agreed period in which claims arise is over. */
  | 'periodEnded'
  /** (2) No period was agreed, and two years have passed since the pledge was created. */
  | 'twoYears'
  /** (3) No new claim can arise. */
  | 'noNewClaims'
  /** (4) The pledgee knows, or should, that the object was seized. */
  | 'seizureKnown'
  /** (5) Debtor or pledgor was declared bankrupt or dissolved. */
  | 'insolvency'
  /** (6) Another ground of law. */
  | 'otherLaw';

export type PledgeLifeEvent =
  | {
      /** Contract, pointer or licensing changed, or more is secured: a tranche with its own rank. */
      readonly type: 'PledgeAmended';
      readonly data: OfPledge &
        Partial<SecurityEvidence> & {
          readonly increase?: Money;
          /** The authorisation of the pledgor that covers the increase. */
          readonly authorisationId?: string;
          /** The increase ranks with what stood already, for all juniors consented (art. 409). */
          readonly ranksAsExisting?: true;
          readonly consentIds?: readonly string[];
          readonly contractDigest?: string;
          readonly externalRegistration?: ExternalRegistration;
          readonly licensingStaysOpen?: boolean;
          readonly reason: string;
        };
    }
  | {
      readonly type: 'PledgeExtended';
      readonly data: OfPledge & {
        /** Inclusive last day, new and before. */
        readonly until: string;
        readonly previousUntil: string;
        /** SHA-256 of the agreement, hex. */
        readonly contractDigest?: string;
      };
    }
  | {
      /** Claim and pledge go to another lender (art. 407 by analogy); the rank stays. */
      readonly type: 'PledgeAssigned';
      readonly data: OfPledge & {
        readonly fromPartyId: string;
        readonly toPartyId: string;
        readonly contractDigest: string;
        /** Version of `party-<toPartyId>` that was relied on. */
        readonly assigneeVersion: number;
      };
    }
  | {
      /** Between two pledgees only: `pledgeId` lets `toPledgeId` go before it. */
      readonly type: 'PledgeSubordinated';
      readonly data: OfPledge & {
        readonly subordinationId: string;
        readonly toPledgeId: string;
        readonly contractDigest: string;
      };
    }
  | {
      readonly type: 'ClaimsFixed';
      readonly data: OfPledge & {
        readonly ground: FixingGround;
        /** What is owed on that day; what is drawn after it is not secured. */
        readonly claims: Money;
        readonly documentDigest?: string;
        readonly byPartyId: string;
      };
    }
  | {
      /** The pledgor says that the claim is paid and asks for the release. */
      readonly type: 'PledgeReleaseDemanded';
      readonly data: OfPledge & {
        readonly byPartyId: string;
        readonly reason: string;
        readonly documentDigest?: string;
        /** Inclusive last day for the release. */
        readonly dueOn: string;
        readonly policyVersion: number;
        readonly calendarVersion: number;
      };
    }
  | {
      readonly type: 'PledgeObjectionRaised';
      readonly data: OfPledge & {
        readonly objectionId: string;
        readonly byPartyId: string;
        readonly reason: string;
        readonly documentDigest?: string;
        /** Inclusive last days: to notify the pledgee; to file suit or arbitration. */
        readonly notifyBy: string;
        readonly lapsesAfter: string;
        readonly policyVersion: number;
        readonly calendarVersion: number;
      };
    }
  | {
      /** Suit or arbitration was filed in time: the objection stays until it is withdrawn. */
      readonly type: 'PledgeObjectionPursued';
      readonly data: OfPledge & AuthorityOrder & { readonly objectionId: string };
    }
  | {
      readonly type: 'PledgeObjectionWithdrawn';
      readonly data: OfPledge & { readonly objectionId: string; readonly reason: string };
    }
  | {
      /** Written after the fact: it was over from `on`, whether or not this stands here. */
      readonly type: 'PledgeObjectionLapsed';
      readonly data: OfPledge & { readonly objectionId: string };
    }
  | {
      readonly type: 'PledgeCancelledByOrder';
      readonly data: OfPledge & AuthorityOrder & { readonly reason: string };
    }
  | {
      /** Written after the fact: the registration was over from `on`; of the claim it says nothing. */
      readonly type: 'PledgeLapsed';
      readonly data: OfPledge;
    }
  | {
      /** The object was turned into money, and this is who gets what. */
      readonly type: 'PledgeEnforced';
      readonly data: OfPledge &
        Partial<FourEyes> &
        Enforced & {
          readonly order?: AuthorityOrder;
          /** Pledges that ranked after it and end with it, as the order of an authority says. */
          readonly clearedPledgeIds: readonly string[];
        };
    }
  | PledgeCorrectionEvent
  | {
      /** One person proposes; nothing is changed yet. */
      readonly type: 'PledgeActionProposed';
      readonly data: OfPledge & {
        readonly proposalId: string;
        /** Whose persons propose and decide; absent: the pledgee's. */
        readonly byPartyId?: string;
        readonly action: PledgeAction;
        readonly proposer: string;
        /** Version of the pledgee's policy that asks for two; absent: this ledger always does. */
        readonly policyVersion?: number;
      };
    }
  | {
      readonly type: 'PledgeActionRejected';
      readonly data: OfPledge & {
        readonly proposalId: string;
        readonly byPartyId?: string;
        readonly reason: string;
        readonly approver: string;
      };
    };

const pledgeLifeTypes: Readonly<Record<PledgeLifeEvent['type'], true>> = {
  PledgeAmended: true,
  PledgeExtended: true,
  PledgeAssigned: true,
  PledgeSubordinated: true,
  ClaimsFixed: true,
  PledgeReleaseDemanded: true,
  PledgeObjectionRaised: true,
  PledgeObjectionPursued: true,
  PledgeObjectionWithdrawn: true,
  PledgeObjectionLapsed: true,
  PledgeCancelledByOrder: true,
  PledgeLapsed: true,
  PledgeEnforced: true,
  PledgeReleaseCorrected: true,
  ClaimsFixingCorrected: true,
  PledgeCancellationCorrected: true,
  PledgeTermsCorrected: true,
  PledgeAssignmentCorrected: true,
  PledgeSubordinationCorrected: true,
  PledgeEnforcementCorrected: true,
  PledgeClearingCorrected: true,
  PledgeActionProposed: true,
  PledgeActionRejected: true,
};

export const isPledgeLife = (event: { readonly type: string }): event is PledgeLifeEvent =>
  Object.hasOwn(pledgeLifeTypes, event.type);
