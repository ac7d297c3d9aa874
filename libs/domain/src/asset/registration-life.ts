import type { AssetDescription } from './asset-description.js';
import type { Procedure } from './life.events.js';
import type { ObjectionAnswer } from './objection.events.js';

/** What the rules must know of the way of an application and of what became of a registration. */
export type LifeState = {
  /** Version of the scheme that the application was filed under. */
  readonly schemeVersion?: number;
  /** Absent: a scheme without clocks, publicity, objections and renewal. */
  readonly procedure?: Procedure;
  /** What was missing was told; it is told once. */
  readonly returned?: { readonly missing: readonly string[]; readonly supplementBy?: string };
  readonly reviewBy?: string;
  /** What the review asked for and still waits for. */
  readonly supplement?: {
    readonly missing: readonly string[];
    readonly on: string;
    readonly supplementBy?: string;
    /** The review's last day before that; absent: it has none. */
    readonly previousReviewBy?: string;
  };
  /** Its last day went by and the review was extended without it. */
  readonly notBrought?: true;
  /** What was brought last. */
  readonly supplemented?: {
    readonly explanation: string;
    readonly evidenceDigests: readonly string[];
  };
  /** The last day that the review's term leaves out because of objections; absent: of publicity. */
  readonly uncountedUntil?: string;
  /** The review was extended; it is extended once. */
  readonly reviewExtension?: { readonly reason: string };
  /** First and last day of publicity, inclusive. */
  readonly publicity?: {
    readonly from: string;
    readonly until: string;
    /** Why it is not shown to anybody; absent: it is. */
    readonly withheldReason?: string;
  };
  /** Objections by their number, from 1. */
  readonly objections?: readonly Objection[];
  /** Inclusive last day of the registration; absent: until ended. */
  readonly validUntil?: string;
  readonly suspension?: { readonly barId: string };
  /** A change or renewal that the holder asked for and the registrar has yet to decide. */
  readonly requests?: Readonly<Record<string, string>>;
  /** How many facts there were: the version of the stream. */
  readonly version?: number;
  /** At which of them the asset was described: what a correction may name. */
  readonly describedAt?: readonly number[];
  /** Corrections by their ids, decided ones too. */
  readonly corrections?: Readonly<Record<string, ProposedRedescription>>;
  /** A cancellation that the title has yet to decide. */
  readonly cancellation?: CancellationInHand;
  /** How a registration was cancelled or revoked, as far as whoever did it said. */
  readonly ended?: Ending;
  /** Transfers that the certificate was adjusted by. */
  readonly adjustedBy?: readonly string[];
};

/** What one person wants to set right in a description, and what became of it. */
export type ProposedRedescription = {
  readonly correctionId: string;
  readonly correctedEvent: number;
  readonly description: AssetDescription;
  readonly reason: string;
  readonly proposer: string;
  /** `overtaken`: the description was said anew before anybody decided. */
  readonly decided?: 'approved' | 'rejected' | 'overtaken';
};

export type Objection = {
  readonly objectorPartyId: string;
  readonly reasons: string;
  readonly stage: 'publicity' | 'registered';
  readonly outcome?: 'rejection' | 'change' | 'cancellation' | 'dismissed';
  /** Why it was decided so. */
  readonly reason?: string;
  readonly answer?: ObjectionAnswer;
};

export type Ending = {
  readonly ground: string;
  readonly reason: string;
  readonly exOfficio?: boolean;
  readonly documentDigest?: string;
};

export type CancellationInHand = {
  readonly requestId: string;
  readonly ground: string;
  readonly reason: string;
};
