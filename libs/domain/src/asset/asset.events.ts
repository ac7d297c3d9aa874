import type { ClassificationEvent } from '../classification/classification.events.js';
import type { DuplicateEvent } from '../fingerprint/fingerprint.events.js';
import type { LineageEvent } from '../lineage/lineage.events.js';
import type { QualityEvent } from '../quality/quality.events.js';
import type {
  AssetDescription,
  RightStatement,
  ReliedParty,
  SchemeReference,
  RejectionGround,
} from './asset-description.js';
import type { Circumstances } from './circumstances.js';
import type { LifeEvent, Procedure } from './life.events.js';

export type * from './asset-description.js';

/** Facts of `asset-<assetId>`: what a data asset is and how far its registration has come. */
export type AssetEvent =
  | LifeEvent
  | ClassificationEvent
  | QualityEvent
  | LineageEvent
  | DuplicateEvent
  | {
      readonly type: 'ApplicationSubmitted';
      readonly data: {
        readonly assetId: string;
        readonly scheme: SchemeReference;
        /** Who keeps the register; in-house: the holder itself. */
        readonly registrarPartyId: string;
        readonly applicantPartyId: string;
        /** The applicant's own number of the asset (外部编号), unique within the applicant. */
        readonly externalNumber?: string;
        readonly importId?: string;
        readonly description: AssetDescription;
        readonly rights: readonly RightStatement[];
        /** What the decision relied on: the registered parties, each at the version read. */
        readonly parties?: readonly ReliedParty[];
        /** Limits of the form that the scheme only warns of. */
        readonly warnings: readonly { readonly field: string; readonly rule: string }[];
        readonly circumstances?: Circumstances;
        /** Absent: a scheme without clocks, publicity, objections and renewal (in-house). */
        readonly procedure?: Procedure;
      };
    }
  | {
      readonly type: 'ApplicationAccepted';
      readonly data: {
        readonly assetId: string;
        /** `silence`: the registrar said nothing in time (guide art. 17); absent: he accepted it. */
        readonly by?: 'silence';
        /** The day on which silence accepted. */
        readonly on?: string;
        /** Last day of the review; absent: no clock. */
        readonly reviewBy?: string;
        readonly calendarVersion?: number;
      };
    }
  | {
      readonly type: 'ApplicationRejected';
      readonly data: {
        readonly assetId: string;
        readonly ground: RejectionGround;
        readonly explanation: string;
      };
    }
  | {
      readonly type: 'AssetRegistered';
      readonly data: {
        readonly assetId: string;
        readonly registrarPartyId: string;
        readonly applicantPartyId: string;
        /** Rights with which the title opens. */
        readonly rights: readonly RightStatement[];
        /** Inclusive last day; absent: valid until ended. */
        readonly validUntil?: string;
      };
    }
  | {
      readonly type: 'CertificateIssued';
      readonly data: {
        readonly assetId: string;
        readonly certificateNo: string;
        /** Inclusive last day; absent: valid until ended (in-house). */
        readonly validUntil?: string;
        /** Whether anybody may look the number up, as the scheme said; absent: nobody (in-house). */
        readonly isPublic?: true;
      };
    };
