import type { ClassificationEvent } from '../classification/classification.events.js';
import type { DuplicateEvent, Fingerprint } from '../fingerprint/fingerprint.events.js';
import type { LineageEvent } from '../lineage/lineage.events.js';
import type { PartyClass } from '../party/party.events.js';
import type { SchemeName } from '../policy/scheme.js';
import type { QualityEvent } from '../quality/quality.events.js';
import type { Circumstances } from './circumstances.js';
import type { LifeEvent, Procedure } from './life.events.js';

/** Facts of `asset-<assetId>`: what a data asset is and how far its registration has come. */

/** 来源, annex 1 of the guide (国数综政策〔2026〕35号). */
export type AssetSource = 'generated' | 'automatedPublic' | 'agreement' | 'derived';

/** 级别, ordered core > important > sensitive > general (金规〔2024〕24号). */
export type Grade = 'core' | 'important' | 'sensitive' | 'general';

/** 类别, 金规〔2024〕24号. */
export type Category = 'customer' | 'business' | 'management' | 'system';

/** 数据来源属性. */
export type Origin = 'public' | 'enterprise' | 'personal';

/** 地域范围. */
export type Territory =
  'international' | 'national' | 'provincial' | 'municipal' | 'county' | 'belowCounty';

/** 更新频率. */
export type UpdateFrequency =
  'daily' | 'weekly' | 'monthly' | 'yearly' | 'onDemand' | 'realTime' | 'other';

/** 形态. */
export type AssetForm = 'picture' | 'text' | 'video' | 'audio' | 'table' | 'other';

/** What the asset is, in the words of the application form. */
export type AssetDescription = {
  /** 数据名称; the guide allows 40 characters. */
  readonly name: string;
  readonly englishName?: string;
  /** 概述; the guide allows 400 characters. */
  readonly summary: string;
  /** 数据内容. */
  readonly content?: string;
  /** 所属行业: GB/T 4754 section letter, optionally with its division, e.g. `J` or `J66`. */
  readonly industry?: string;
  /** 领域, free tags. */
  readonly domains?: readonly string[];
  readonly source: AssetSource;
  readonly sourceUrl?: string;
  readonly territory?: Territory;
  /** 时域范围, inclusive calendar dates. */
  readonly timeSpan?: { readonly from: string; readonly until?: string };
  readonly updateFrequency?: UpdateFrequency;
  /** 数据量: records and bytes as decimal integers in text. */
  readonly volume?: { readonly records?: string; readonly bytes?: string };
  readonly form: AssetForm;
  readonly structure?: 'structured' | 'semiStructured' | 'unstructured';
  /** 限制范围; "无" where there is none. */
  readonly limits?: string;
  readonly category?: Category;
  readonly grade?: Grade;
  readonly origin?: Origin;
  /**
   * For derived data (衍生数据, guide art. 3, 20, 21(6)): the registered assets that it was made
   * from, each at the version of its stream that the application relied on.
   */
  readonly sources?: readonly SourceReference[];
  /** What tells the content from others'; compared with every other holder's at registration. */
  readonly fingerprint?: Fingerprint;
};

/** A registered asset that another was made from, and the version of its stream that was read. */
export type SourceReference = { readonly assetId: string; readonly version: number };

/** 持有 / 加工使用 / 经营. */
export type RightKind = 'holding' | 'processing' | 'operation';

/** One line of the rights statement; becomes one entry of the title under the same `holdingId`. */
export type RightStatement = {
  readonly holdingId: string;
  readonly right: RightKind;
  /** Holders; several have it jointly, with shares that add up to 1 (`1/3`) where they are stated. */
  readonly holders: readonly { readonly partyId: string; readonly share?: string }[];
  /** On what the right rests, e.g. own collection, a contract. */
  readonly basis: string;
  /** SHA-256 of the proof, hex. */
  readonly proofDigest?: string;
  readonly from: string;
  /** Inclusive last day; absent: without end. */
  readonly until?: string;
  readonly purposes?: readonly string[];
  readonly territory?: string;
  readonly remarks?: string;
};

/** A registered party at the version read, with its class where that was looked at. */
export type ReliedParty = {
  readonly partyId: string;
  readonly version: number;
  readonly partyClass?: PartyClass;
};

/** Which rules an application is judged by. */
export type SchemeReference = { readonly name: SchemeName; readonly version: number };

/** Grounds of refusal, guide art. 15, 21, 22. */
export type RejectionGround =
  | 'publicInterest'
  | 'unlawfulSource'
  | 'ownershipDispute'
  | 'falseProof'
  | 'notRegistrable'
  | 'otherLaw';

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
