import type {
  AssetDescription,
  ReliedParty,
  RightKind,
  RightStatement,
  SchemeReference,
} from './asset-description.js';
import type { Circumstances } from './circumstances.js';
import type { CorrectionEvent } from './correction.events.js';
import type { ObjectionEvent } from './objection.events.js';
import type { RequestEvent } from './request.events.js';
import type { SupplementEvent } from './supplement.events.js';

/**
 * Facts of `asset-<assetId>` from draft to end, beside those that every scheme has. Deadlines stand
 * in the event with the version of the calendar that they were counted by, so that a later calendar
 * changes none of them.
 */

/** What the scheme made of an application: its clocks, and what its life can have. */
export type Procedure = {
  /** Last day (inclusive) on which the registrar accepts or returns it; absent: no clock. */
  readonly acceptBy?: string;
  /** Where silence accepts: the day on which it has, and the review's last day from then. */
  readonly ifSilent?: { readonly acceptedOn: string; readonly reviewBy?: string };
  readonly hasPublicity: boolean;
  readonly takesObjections: boolean;
  readonly isRenewable: boolean;
  /** Months before expiry from which a renewal is taken; absent: of before they were kept, or none. */
  readonly renewalWindowMonths?: number;
  /** Whether the review may be extended, once; absent: it may not. */
  readonly extendsReview?: boolean;
  /** Working days to review a transfer that both sides apply for; absent: none is reviewed. */
  readonly transferReviewDays?: number;
  readonly calendarVersion: number;
};

/** What an application says, drafted or filed. */
type Filed = {
  readonly assetId: string;
  readonly scheme: SchemeReference;
  readonly registrarPartyId: string;
  readonly applicantPartyId: string;
  readonly externalNumber?: string;
  readonly importId?: string;
  readonly description: AssetDescription;
  readonly rights: readonly RightStatement[];
  readonly circumstances?: Circumstances;
};

type Warning = { readonly field: string; readonly rule: string };

/** Who holds what, as a certificate says it. */
export type CertifiedEntry = {
  readonly holdingId: string;
  readonly right: RightKind;
  readonly holderPartyIds: readonly string[];
};

/** Why a registration ended other than by the clock. */
export type CancellationGround =
  'requested' | 'dataDestroyed' | 'objectionUpheld' | 'law' | 'authority';

/** Why a registration should never have been; guide art. 22. */
export type RevocationGround = 'publicInterest' | 'unlawfulSource' | 'falseProof' | 'otherLaw';

export type SuspensionGround = 'dispute' | 'seizure' | 'administrativeControl' | 'otherLaw';

export type LifeEvent =
  | {
      /** Kept by the applicant for himself; nothing runs and nobody else sees it. */
      readonly type: 'ApplicationDrafted';
      readonly data: Filed & {
        /** What the scheme will ask for at submission, as the draft stands: `<code> <field>`. */
        readonly missing: readonly string[];
      };
    }
  | {
      /** 一次性告知: all that is missing, told once (guide art. 17). */
      readonly type: 'ApplicationReturned';
      readonly data: {
        readonly assetId: string;
        readonly missing: readonly string[];
        /** Last day for bringing it; after it the application counts as never made. */
        readonly supplementBy?: string;
        readonly calendarVersion: number;
      };
    }
  | {
      readonly type: 'ApplicationSupplemented';
      readonly data: {
        readonly assetId: string;
        readonly applicantPartyId: string;
        readonly description: AssetDescription;
        readonly rights: readonly RightStatement[];
        readonly circumstances?: Circumstances;
        readonly parties: readonly ReliedParty[];
        readonly warnings: readonly Warning[];
        readonly procedure?: Procedure;
      };
    }
  | {
      readonly type: 'ApplicationWithdrawn';
      readonly data: {
        readonly assetId: string;
        /** `notSupplemented`: what was missing did not come in time. */
        readonly reason: 'applicant' | 'notSupplemented';
        readonly on: string;
      };
    }
  | {
      readonly type: 'ApplicationPublicised';
      readonly data: {
        readonly assetId: string;
        /** First and last day, both inclusive. */
        readonly from: string;
        readonly until: string;
        readonly reviewBy?: string;
        /** Why it is not shown to the public, where the applicant asked for that with good reason. */
        readonly withheldReason?: string;
        readonly calendarVersion: number;
      };
    }
  | {
      /** The one extension that the guide knows of the review's term (art. 28). */
      readonly type: 'ReviewExtended';
      readonly data: {
        readonly assetId: string;
        readonly reason: string;
        readonly previousReviewBy: string;
        readonly reviewBy: string;
        readonly workingDays: number;
        readonly on: string;
        readonly calendarVersion: number;
      };
    }
  | {
      readonly type: 'ObjectionRaised';
      readonly data: {
        readonly assetId: string;
        /** Counts the asset's objections from 1. */
        readonly objectionNo: number;
        readonly objectorPartyId: string;
        readonly stage: 'publicity' | 'registered';
        readonly reasons: string;
        /** SHA-256 of the first evidence, hex. */
        readonly evidenceDigest?: string;
        readonly on: string;
        /** Last day for telling the holder; after registration only (guide art. 29). */
        readonly noticeBy?: string;
        readonly investigateBy?: string;
        readonly calendarVersion: number;
      };
    }
  | {
      readonly type: 'ObjectionUpheld';
      readonly data: {
        readonly assetId: string;
        readonly objectionNo: number;
        /** `change`: the registration is to be changed; the others follow in the next event. */
        readonly outcome: 'rejection' | 'change' | 'cancellation';
        readonly reason: string;
      };
    }
  | {
      readonly type: 'ObjectionDismissed';
      readonly data: {
        readonly assetId: string;
        readonly objectionNo: number;
        readonly reason: string;
        readonly on?: string;
        /** The review's last day, put off by the time that the objection took beyond publicity. */
        readonly reviewBy?: string;
        readonly calendarVersion?: number;
      };
    }
  | ObjectionEvent
  | RequestEvent
  | SupplementEvent
  | CorrectionEvent
  | {
      readonly type: 'RegistrationChanged';
      readonly data: {
        readonly assetId: string;
        readonly applicantPartyId?: string;
        readonly registrarPartyId?: string;
        readonly description: AssetDescription;
        readonly reason: string;
        readonly evidenceDigest?: string;
        readonly warnings: readonly Warning[];
      };
    }
  | {
      readonly type: 'RegistrationRenewed';
      readonly data: {
        readonly assetId: string;
        readonly previousUntil: string;
        readonly validUntil: string;
        /** Inclusive last day of the agreement that the data now comes by; absent: as it was. */
        readonly sourceAgreementUntil?: string;
        readonly scheme: SchemeReference;
      };
    }
  | {
      /** The bar stands in the title already (pattern 1). */
      readonly type: 'RegistrationSuspended';
      readonly data: {
        readonly assetId: string;
        readonly barId: string;
        readonly ground: SuspensionGround;
        readonly authority: string;
        readonly documentDigest?: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'RegistrationRestored';
      readonly data: {
        readonly assetId: string;
        /** The bar that a process lifts now. */
        readonly barId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      /** The title decides next; see pattern 1. */
      readonly type: 'CancellationRequested';
      readonly data: {
        readonly assetId: string;
        readonly requestId: string;
        readonly ground: CancellationGround;
        readonly reason: string;
      };
    }
  | {
      /** The title said no: pledges or grants stand in the way. */
      readonly type: 'CancellationRefused';
      readonly data: {
        readonly assetId: string;
        readonly requestId: string;
        readonly code: string;
        readonly obstacles: readonly string[];
      };
    }
  | {
      readonly type: 'RegistrationCancelled';
      readonly data: {
        readonly assetId: string;
        readonly ground: CancellationGround;
        readonly reason: string;
        /** Whether it goes through whatever stands in the title; pledges then lose their object. */
        readonly exOfficio: boolean;
        readonly on: string;
      };
    }
  | {
      readonly type: 'RegistrationRevoked';
      readonly data: {
        readonly assetId: string;
        readonly ground: RevocationGround;
        readonly reason: string;
        readonly documentDigest?: string;
        readonly on: string;
      };
    }
  | {
      /** Written down some time after the clock made it so. */
      readonly type: 'RegistrationExpired';
      readonly data: { readonly assetId: string; readonly validUntil: string };
    }
  | {
      /** Rights moved in the title; the transferor's certificate says so from now on. */
      readonly type: 'CertificateAdjusted';
      readonly data: {
        readonly assetId: string;
        readonly transferId: string;
        readonly transferorPartyIds: readonly string[];
        readonly transfereePartyIds: readonly string[];
        readonly fromHoldingId: string;
        /** The entries that stand in its place now. */
        readonly entries: readonly CertifiedEntry[];
        /** Version of `title-<assetId>` that says so. */
        readonly titleVersion: number;
        readonly on: string;
      };
    };
