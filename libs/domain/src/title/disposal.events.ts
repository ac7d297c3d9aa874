import type { Money } from '../money.js';
import type { RightStatement } from '../asset/asset.events.js';
import type { ObjectEvidence, SecurityEvidence } from './pledged-object.js';
import type { TransferApplicationEvent } from './transfer-application.events.js';

/**
 * Facts of `title-<assetId>` about disposal: transfers, the consents that they need, what stops
 * them for a time, what corrects the title, and its end. Part of `TitleEvent`.
 */

/**
 * What a consent is for. `exclusiveGrant` stands also for a reserved exclusive licence, `rankChange`
 * for a pledge of `counterpartyPartyId` that comes before one's own (Civil Code art. 409).
 */
export type DisposalKind =
  'transfer' | 'grant' | 'exclusiveGrant' | 'licensing' | 'pledge' | 'rankChange';

/** A party as its own stream described it when a decision relied on it (pattern 2). */
export type TransfereeEvidence = {
  readonly partyId: string;
  /** Version of `party-<partyId>` that says so. */
  readonly version: number;
};

/** What a rule wants to know of a party who is to have a right. */
export type PartyNow = TransfereeEvidence & { readonly isSuspended?: true };

/** The judgment, award or decision by which a right moves (Civil Code art. 229). */
export type TransferOrder = {
  readonly authority: string;
  /** SHA-256 of its document, hex. */
  readonly documentDigest: string;
};

/** A successor of an organisation that was merged or divided. */
export type Successor = {
  readonly partyId: string;
  /** Exact part of the predecessor's rights; absent: the successors have them jointly. */
  readonly share?: string;
};

/** What a correction of an entry may change: particulars, never who holds what. */
export type EntryCorrection = {
  readonly basis?: string;
  readonly proofDigest?: string;
  readonly from?: string;
  readonly until?: string;
  readonly purposes?: readonly string[];
  readonly fields?: readonly string[];
  readonly territory?: string;
  readonly remarks?: string;
  /** Shares of all holders, in the order of the entry. */
  readonly shares?: readonly string[];
};

export type BarCorrection = {
  readonly authority?: string;
  readonly documentDigest?: string;
  readonly documentNumber?: string;
  readonly from?: string;
  readonly until?: string;
};

export type BarGround =
  | 'freeze'
  | 'dispute'
  | 'possibleDuplicate'
  | 'suspendedCertificate'
  | 'insolvency'
  | 'administrative';

/** What is set right, and to what. */
export type Correction =
  | { readonly of: 'entry'; readonly id: string; readonly change: EntryCorrection }
  | { readonly of: 'bar'; readonly id: string; readonly change: BarCorrection };

export type DisposalEvent =
  | {
      /**
       * Rights moved: `fromHoldingId` no longer stands and the entries named here stand in its
       * place. What rested on it (pledges, claims, grants, bars) rests on these; the transferor's
       * own leaves to sell and to lenders end.
       */
      readonly type: 'RightTransferred';
      readonly data: {
        readonly assetId: string;
        readonly transferId: string;
        readonly fromHoldingId: string;
        /** `whole`: all of the entry; `share`: of a joint entry; `scope`: some of its purposes or fields. */
        readonly part: 'whole' | 'share' | 'scope';
        readonly transferorPartyIds: readonly string[];
        readonly transfereePartyIds: readonly string[];
        /** What moved, as the entry that the transferees have now (shares: the joint entry). */
        readonly to: RightStatement;
        /** `scope` only: what did not move and stays with the transferors. */
        readonly remaining?: RightStatement;
        /** SHA-256 of the contract, hex. */
        readonly contractDigest: string;
        /** Consents of co-owners and pledgees that it relied on; used up by it. */
        readonly consentIds: readonly string[];
        /** Pledges that ended because their pledgees consented to that. */
        readonly dischargedPledgeIds: readonly string[];
        /** Leaves to sell and authorisations of lenders that ended with the transferor's right. */
        readonly endedOfferIds: readonly string[];
        readonly endedAuthorisationIds: readonly string[];
        readonly transfereeEvidence: readonly TransfereeEvidence[];
        /** The asset as its own stream described it when the right moved. */
        readonly objectEvidence?: ObjectEvidence;
        /** An authority's order: nobody was asked. Its digest stands for the contract's. */
        readonly byOrder?: TransferOrder;
        /** The order that sold it, and the reservation that had kept it for its buyer. */
        readonly orderId?: string;
        readonly reservationId?: string;
        readonly on: string;
      };
    }
  | TransferApplicationEvent
  | {
      /** A co-owner, or the pledgee of a pledge, agrees to one disposal of an entry. */
      readonly type: 'DisposalConsented';
      readonly data: {
        readonly assetId: string;
        readonly consentId: string;
        readonly holdingId: string;
        readonly capacity: 'coOwner' | 'pledgee';
        readonly partyId: string;
        /** The pledge whose pledgee agrees. */
        readonly pledgeId?: string;
        readonly disposal: DisposalKind;
        /** To whom; absent: to anybody. */
        readonly counterpartyPartyId?: string;
        /** Under which offer; absent: any. */
        readonly offerId?: string;
        /** By which contract; absent: any. */
        readonly contractDigest?: string;
        /** What becomes of the pledge when the right moves; a pledgee's consent only. */
        readonly pledge?: 'follows' | 'discharged';
        /** Where the proceeds go (Civil Code art. 443, 444); a pledgee's consent only. */
        readonly proceeds?: 'payDown' | 'deposit' | 'asAgreed';
        /** Of a change of rank: at most so much more comes before his; absent: any amount. */
        readonly amountMax?: Money;
        readonly on: string;
        /** Inclusive last day. */
        readonly until: string;
      };
    }
  | {
      readonly type: 'ConsentWithdrawn';
      readonly data: {
        readonly assetId: string;
        readonly consentId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      /** A lender keeps the entry free for his registration; his rank is the registration's own. */
      readonly type: 'RegistrationReserved';
      readonly data: {
        readonly assetId: string;
        readonly registrationReservationId: string;
        readonly holdingId: string;
        readonly lenderPartyId: string;
        /** The pledgor's authorisation that it rests on. */
        readonly authorisationId: string;
        /** Instants, RFC 3339 UTC: from when it stands, and when it no longer does. */
        readonly reservedAt: string;
        readonly until: string;
        /** 0: new; 1: renewed. */
        readonly renewal: number;
        /** Version of the title policy that limits it. */
        readonly policyVersion: number;
      } & Partial<SecurityEvidence>;
    }
  | {
      readonly type: 'RegistrationReservationEnded';
      readonly data: {
        readonly assetId: string;
        readonly registrationReservationId: string;
        /** Instant, RFC 3339 UTC. */
        readonly endedAt: string;
      };
    }
  | {
      readonly type: 'BarRaised';
      readonly data: {
        readonly assetId: string;
        readonly barId: string;
        /** The entry it stands on; absent: the whole title. */
        readonly holdingId?: string;
        readonly ground: BarGround;
        readonly authority: string;
        /** SHA-256 of the document, hex. */
        readonly documentDigest?: string;
        readonly documentNumber?: string;
        readonly from: string;
        readonly until?: string;
        /** A freeze's term in months from the day it takes effect, where no last day is fixed. */
        readonly months?: number;
        /** Whose insolvency it comes from, and which (pattern 1). */
        readonly source?: { readonly partyId: string; readonly caseId: string };
      };
    }
  | {
      readonly type: 'BarLifted';
      readonly data: {
        readonly assetId: string;
        readonly barId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      /** A bar's last day is put off (续封). */
      readonly type: 'BarExtended';
      readonly data: {
        readonly assetId: string;
        readonly barId: string;
        readonly until: string;
        /** The last day before. */
        readonly previousUntil: string;
        /** SHA-256 of the document, hex. */
        readonly documentDigest?: string;
        readonly documentNumber?: string;
        readonly on: string;
      };
    }
  | {
      /** Somebody of the registrar's proposes to set something right; nothing is changed yet. */
      readonly type: 'CorrectionProposed';
      readonly data: {
        readonly assetId: string;
        readonly correctionId: string;
        /** Version of the title whose event is wrong. */
        readonly correctedEvent: number;
        readonly correction: Correction;
        readonly reason: string;
        /** Token of the person who proposes; another one decides. */
        readonly proposer: string;
        readonly on: string;
      };
    }
  | {
      /** From here on the title says it right; what was shown before is what was known before. */
      readonly type: 'TitleCorrected';
      readonly data: {
        readonly assetId: string;
        readonly correctionId: string;
        readonly correctedEvent: number;
        readonly correction: Correction;
        readonly reason: string;
        readonly proposer: string;
        readonly approver: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'CorrectionRejected';
      readonly data: {
        readonly assetId: string;
        readonly correctionId: string;
        readonly reason: string;
        readonly approver: string;
        readonly on: string;
      };
    }
  | {
      /**
       * The asset is cancelled: entries, grants and leaves to sell end. Pledges stay visible, their
       * object gone (Civil Code art. 390).
       */
      readonly type: 'TitleClosed';
      readonly data: {
        readonly assetId: string;
        readonly mode: 'voluntary' | 'exOfficio';
        readonly reason: string;
        /** Pledges and claims that stood when their object went. */
        readonly pledgeIds: readonly string[];
        readonly on: string;
      };
    }
  | {
      /**
       * A decision relied on it that a named party was merged or divided: evidence in the command.
       * Entries keep the names under which they were recorded; reading resolves them.
       */
      readonly type: 'SuccessionNoted';
      readonly data: {
        readonly assetId: string;
        readonly partyId: string;
        readonly successors: readonly Successor[];
        /** Day from which the successors stand in its place. */
        readonly on: string;
        /** Version of `party-<partyId>` that says so. */
        readonly version: number;
      };
    };
