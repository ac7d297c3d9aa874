import type { RightStatement } from '../asset/asset.events.js';
import type { Money } from '../money.js';
import type { SaidTerms } from './pledge-action.js';
import type { FixingGround } from './pledge-life.events.js';
import type { DataOf } from './title.commands.js';
import type { PledgeTerms } from './title.events.js';
import type { TransferGround } from './transfer-application.events.js';

/** From when on something no longer stands, and which event said so. */
export interface Ending {
  readonly on: string;
  readonly version: number;
  readonly reason: string;
}

/** Where in the title something was recorded, and how it ended. */
export interface Kept {
  readonly version: number;
  readonly ended?: Ending;
}

/** Versions of the corrections that were made to something. */
interface Corrected {
  readonly corrections?: readonly number[];
}

export type Entry = RightStatement &
  Kept &
  Corrected & {
    /** The entry that it took the place of, where rights moved. */
    readonly cameFrom?: string;
    /** The entries that took its place. */
    readonly movedTo?: readonly string[];
  };
export type Grant = DataOf<'RightGranted'> & Kept;
export type Licensing = DataOf<'LicensingAuthorised'> & Kept;
export type LenderAuthorisation = DataOf<'LenderAuthorised'> & Kept;
export type Bar = DataOf<'BarRaised'> &
  Kept &
  Corrected & { readonly extensions?: readonly number[] };
export type Transfer = DataOf<'RightTransferred'> & { readonly version: number };
/** A transfer that both sides apply for, and what became of it. */
export type TransferApplication = DataOf<'TransferApplied'> & {
  readonly version: number;
  readonly joinedPartyIds: readonly string[];
  /** Inclusive last day of the review, once all have joined. */
  readonly reviewBy?: string;
  readonly decided?: {
    readonly as: 'registered' | 'withdrawn' | 'turnedDown';
    readonly version: number;
    readonly ground?: TransferGround;
    readonly explanation?: string;
  };
};
/** `usedBy`: version of the disposal that relied on it. */
export type Consent = DataOf<'DisposalConsented'> & Kept & { readonly usedBy?: number };
export type NotedSuccession = DataOf<'SuccessionNoted'>;

export type Reservation = DataOf<'LicenceReserved'> & {
  readonly version: number;
  readonly released?: { readonly at: string; readonly version: number };
  /** Version at which it became a grant of the same id, or the right moved to the buyer. */
  readonly grantedVersion?: number;
};

export type RegistrationReservation = DataOf<'RegistrationReserved'> & {
  readonly version: number;
  /** Given up, or used by the pledge that it was for. */
  readonly over?: { readonly at: string; readonly version: number; readonly pledgeId?: string };
};

export type ProposedCorrection = DataOf<'CorrectionProposed'> & {
  readonly version: number;
  readonly decided?: { readonly as: 'approved' | 'rejected'; readonly version: number };
};

/** Place of a tranche in the title. Lower comes first; it never changes. */
export type RankKey = { readonly titleVersion: number; readonly tranche: number };

/** A part of what a pledge secures, with a place of its own. */
export interface Tranche {
  readonly rankKey: RankKey;
  readonly amount: Money;
  readonly remaining: Money;
  /** The pledgor's authorisation that it counts against. */
  readonly authorisationId?: string;
  /** Version of the title that added it, where its place is older: what was agreed before is not of it. */
  readonly since?: number;
}

/** A release as far as a correction needs it: what it took from which tranche. */
export interface Released {
  readonly version: number;
  readonly parts: readonly { readonly tranche: number; readonly amount: Money }[];
  /** Version of the correction that undid it. */
  readonly corrected?: number;
}

export type PledgeObjection = Omit<DataOf<'PledgeObjectionRaised'>, 'assetId'> & {
  readonly version: number;
  readonly pursued?: { readonly authority: string; readonly version: number };
  readonly over?: {
    readonly as: 'withdrawn' | 'lapsed';
    readonly on: string;
    readonly version: number;
  };
};

export type PledgeProposal = DataOf<'PledgeActionProposed'> & {
  readonly version: number;
  readonly decided?: { readonly as: 'approved' | 'rejected'; readonly version: number };
};

/** One pledgee lets another go before him: nobody else is touched. */
export type Subordination = DataOf<'PledgeSubordinated'> & {
  readonly version: number;
  /** Version of the correction: there was no such agreement. */
  readonly corrected?: number;
};

/** What an amendment or extension says; `version` is that of the title which last said so. */
export interface TermsChange {
  readonly version: number;
  readonly is: 'extension' | 'amendment';
  readonly said: SaidTerms;
  /** More that is secured: the number of its tranche. */
  readonly increase?: { readonly tranche: number; readonly amount: Money };
}

/** An enforcement as last recorded, with the order that its proceeds were distributed by. */
export interface Enforcement {
  /** Of the event that last said so, and of the one that ended the pledge. */
  readonly version: number;
  readonly since: number;
  readonly ranking: readonly Pledge[];
  readonly agreements: readonly Subordination[];
  readonly clearedPledgeIds: readonly string[];
}

export interface Pledge {
  readonly pledgeId: string;
  readonly holdingId: string;
  readonly pledgeePartyId: string;
  readonly pledgorPartyIds: readonly string[];
  readonly terms: PledgeTerms;
  /** Place of its first tranche. */
  readonly rankKey: RankKey;
  /** In the order of their places; only those of which something is secured or was released. */
  readonly tranches: readonly Tranche[];
  /** Tranches that there ever were. */
  readonly tranchesMade: number;
  /** Date from which it has its place. */
  readonly from: string;
  /** Set where it began as a claim: its last day without a confirmation. */
  readonly claim?: { readonly lapsesAfter: string };
  /** Date and version from which it is registered; absent while it is only claimed. */
  readonly registered?: { readonly on: string; readonly version: number };
  readonly authorisationId?: string;
  readonly remaining: Money;
  readonly releases?: readonly Released[];
  /** Its terms before any change, and each change as it is said now, in their order. */
  readonly termsBefore?: PledgeTerms;
  readonly changes?: readonly TermsChange[];
  /** Assignments as they are said now, in their order. */
  readonly assignments?: readonly { readonly version: number; readonly fromPartyId: string }[];
  readonly fixed?: {
    readonly on: string;
    readonly ground: FixingGround;
    readonly claims: Money;
    readonly byPartyId: string;
    /** Version that last said so, and where that is a correction, the one that fixed them. */
    readonly version: number;
    readonly since?: number;
  };
  readonly releaseDemand?: {
    readonly on: string;
    readonly dueOn: string;
    readonly byPartyId: string;
    readonly version: number;
  };
  readonly objections?: readonly PledgeObjection[];
  readonly ended?: Ending & {
    readonly as: 'released' | 'declined' | 'lapsed' | 'cancelled' | 'enforced';
  };
}

/** Who may do what with one asset, as far as the rules and the register's answers need it. */
export interface Title {
  /** Events so far; 0: not open yet. */
  readonly version: number;
  readonly assetId: string;
  readonly registrarPartyId: string;
  readonly inHouse: boolean;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly transfers: ReadonlyMap<string, Transfer>;
  readonly transferApplications: ReadonlyMap<string, TransferApplication>;
  readonly grants: ReadonlyMap<string, Grant>;
  /** By offer: an offer is authorised once. */
  readonly licensing: ReadonlyMap<string, Licensing>;
  readonly reservations: ReadonlyMap<string, Reservation>;
  readonly registrationReservations: ReadonlyMap<string, RegistrationReservation>;
  readonly authorisations: ReadonlyMap<string, LenderAuthorisation>;
  readonly consents: ReadonlyMap<string, Consent>;
  /** In the order of their registration. */
  readonly pledges: ReadonlyMap<string, Pledge>;
  /** In the order of their recording. */
  readonly subordinations: ReadonlyMap<string, Subordination>;
  readonly pledgeProposals: ReadonlyMap<string, PledgeProposal>;
  /** By the pledge that was enforced. */
  readonly enforcements: ReadonlyMap<string, Enforcement>;
  readonly bars: ReadonlyMap<string, Bar>;
  readonly corrections: ReadonlyMap<string, ProposedCorrection>;
  /** Successions that decisions relied on, by predecessor. */
  readonly successions: ReadonlyMap<string, NotedSuccession>;
  /** The asset is cancelled; pledges that stood then have lost their object. */
  readonly closed?: DataOf<'TitleClosed'> & { readonly version: number };
}
