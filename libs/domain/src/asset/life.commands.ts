import type { Meta } from '../decider.js';
import type { RuleBook } from '../policy/rule-book.js';
import type { AssetDescription, RightStatement } from './asset.events.js';
import type { ApplicationTerms } from './asset.state.js';
import type { Circumstances } from './circumstances.js';
import type { FilingParty, SourceEvidence } from './eligibility.rules.js';
import type {
  CancellationGround,
  CertifiedEntry,
  RevocationGround,
  SuspensionGround,
} from './life.events.js';
import type { ObjectionAnswer } from './objection.events.js';

type Act<Type extends string, Data extends object = object> = {
  readonly type: Type;
  readonly data: { readonly assetId: string } & Data;
  readonly meta: Meta;
};

/** The policies as the handler read them (pattern 2). */
type Ruled = { readonly rules: RuleBook };

/** What a decision on the content of an application relies on, read by the handler (pattern 2). */
export type Relied = Ruled & {
  /** The applicant and every holder; a registration is never undone, so nothing is checked again. */
  readonly parties: readonly FilingParty[];
  /** The assets that the description names as sources. */
  readonly sourcesRead?: readonly SourceEvidence[];
};

/** Applicant. */
export type SubmitApplication = Act<
  'SubmitApplication',
  ApplicationTerms & Relied & { readonly importId?: string }
>;
export type DraftApplication = Act<
  'DraftApplication',
  ApplicationTerms & Relied & { readonly importId?: string }
>;
/** Applicant: the draft as it stands is the application. */
export type SubmitDraft = Act<'SubmitDraft', Relied>;
export type SupplementApplication = Act<
  'SupplementApplication',
  Relied & {
    readonly description: AssetDescription;
    readonly rights: readonly RightStatement[];
    readonly circumstances?: Circumstances;
  }
>;
/** Applicant: supporting material that the review asked for. */
export type SupplementReview = Act<
  'SupplementReview',
  Ruled & { readonly explanation: string; readonly evidenceDigests: readonly string[] }
>;
/** Applicant: what he says to an objection (guide art. 25, 29). */
export type AnswerObjection = Act<
  'AnswerObjection',
  { readonly objectionNo: number } & ObjectionAnswer
>;
export type WithdrawApplication = Act<'WithdrawApplication'>;

/** Registrar. */
export type AcceptApplication = Act<'AcceptApplication', Ruled>;
export type ReturnApplication = Act<
  'ReturnApplication',
  Ruled & { readonly missing: readonly string[] }
>;
export type RequestSupplement = Act<
  'RequestSupplement',
  Ruled & { readonly missing: readonly string[] }
>;
export type PubliciseApplication = Act<
  'PubliciseApplication',
  Ruled & { readonly withheldReason?: string }
>;
export type ExtendReview = Act<'ExtendReview', Ruled & { readonly reason: string }>;
export type RegisterAsset = Act<
  'RegisterAsset',
  Ruled & {
    /** The assets that the application names as sources, as they stand now. */
    readonly sourcesRead?: readonly SourceEvidence[];
  }
>;

/** Anybody but the applicant. */
export type RaiseObjection = Act<
  'RaiseObjection',
  Ruled & { readonly reasons: string; readonly evidenceDigest?: string }
>;
/** Registrar. */
export type ResolveObjection = Act<
  'ResolveObjection',
  Ruled & {
    readonly objectionNo: number;
    readonly outcome: 'rejection' | 'change' | 'cancellation' | 'dismissed';
    readonly reason: string;
  }
>;

/** Process. */
export type IssueCertificate = Act<
  'IssueCertificate',
  Ruled & {
    /** `yyyy-MM` of the series that the serial was drawn from. */
    readonly month: string;
    readonly serial: number;
    /** Date in Shanghai: the number names its registrar as designated on that day. */
    readonly registeredOn: string;
  }
>;
export type AdjustCertificate = Act<
  'AdjustCertificate',
  {
    readonly transferId: string;
    readonly transferorPartyIds: readonly string[];
    readonly transfereePartyIds: readonly string[];
    readonly fromHoldingId: string;
    readonly entries: readonly CertifiedEntry[];
    readonly titleVersion: number;
    readonly on: string;
  }
>;

/** Holder: asks the registrar for it. */
export type RequestChange = Act<
  'RequestChange',
  Ruled & {
    readonly requestId: string;
    readonly description: AssetDescription;
    readonly reason: string;
    readonly evidenceDigest?: string;
  }
>;
export type RequestRenewal = Act<
  'RequestRenewal',
  Ruled & {
    readonly requestId: string;
    readonly reason: string;
    /** Inclusive last day of the agreement that the data now comes by; absent: as it was. */
    readonly sourceAgreementUntil?: string;
  }
>;
/** Registrar: does not do it. */
export type RefuseRequest = Act<
  'RefuseRequest',
  { readonly requestId: string; readonly reason: string }
>;
/** Holder: wants it no more. */
export type WithdrawRequest = Act<'WithdrawRequest', { readonly requestId: string }>;
/** Registrar: does it. */
export type ChangeRegistration = Act<
  'ChangeRegistration',
  Ruled & {
    readonly description: AssetDescription;
    readonly reason: string;
    readonly evidenceDigest?: string;
  }
>;
export type RenewRegistration = Act<
  'RenewRegistration',
  Ruled & {
    /** Inclusive last day of the agreement that the data now comes by; absent: as it was. */
    readonly sourceAgreementUntil?: string;
  }
>;
export type SuspendRegistration = Act<
  'SuspendRegistration',
  {
    /** The bar that was raised on the title first (pattern 1). */
    readonly barId: string;
    readonly ground: SuspensionGround;
    readonly authority: string;
    readonly documentDigest?: string;
  }
>;
export type RestoreRegistration = Act<'RestoreRegistration', { readonly reason: string }>;
export type RevokeRegistration = Act<
  'RevokeRegistration',
  {
    readonly ground: RevocationGround;
    readonly reason: string;
    readonly documentDigest?: string;
  }
>;
/** Registrar: ex officio, whatever stands in the title. */
export type CancelExOfficio = Act<
  'CancelExOfficio',
  { readonly ground: CancellationGround; readonly reason: string }
>;
/** Registrar: one person proposes, another approves or rejects. */
export type ProposeRegistrationCorrection = Act<
  'ProposeRegistrationCorrection',
  Ruled & {
    readonly correctionId: string;
    readonly correctedEvent: number;
    readonly description: AssetDescription;
    readonly reason: string;
  }
>;
export type ApproveRegistrationCorrection = Act<
  'ApproveRegistrationCorrection',
  Ruled & { readonly correctionId: string }
>;
export type RejectRegistrationCorrection = Act<
  'RejectRegistrationCorrection',
  { readonly correctionId: string; readonly reason: string }
>;

/** Holder: the title decides (pattern 1). */
export type RequestCancellation = Act<
  'RequestCancellation',
  { readonly requestId: string; readonly ground: CancellationGround; readonly reason: string }
>;
/** Process: what the title decided. */
export type DecideCancellation = Act<
  'DecideCancellation',
  {
    readonly requestId: string;
    /** Why the title said no; absent: it is closed. */
    readonly refused?: { readonly code: string; readonly obstacles: readonly string[] };
  }
>;

/** Sweep: writes down what the clock has brought about. */
export type SettleDue = Act<'SettleDue'>;

export type LifeCommand =
  | SubmitApplication
  | DraftApplication
  | SubmitDraft
  | SupplementApplication
  | SupplementReview
  | AnswerObjection
  | WithdrawApplication
  | AcceptApplication
  | ReturnApplication
  | RequestSupplement
  | PubliciseApplication
  | ExtendReview
  | RegisterAsset
  | RaiseObjection
  | ResolveObjection
  | IssueCertificate
  | AdjustCertificate
  | RequestChange
  | RequestRenewal
  | RefuseRequest
  | WithdrawRequest
  | ChangeRegistration
  | RenewRegistration
  | SuspendRegistration
  | RestoreRegistration
  | RevokeRegistration
  | CancelExOfficio
  | ProposeRegistrationCorrection
  | ApproveRegistrationCorrection
  | RejectRegistrationCorrection
  | RequestCancellation
  | DecideCancellation
  | SettleDue;
