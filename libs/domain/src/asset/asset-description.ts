import type { Fingerprint } from '../fingerprint/fingerprint.events.js';
import type { PartyClass } from '../party/party.events.js';
import type { SchemeName } from '../policy/scheme.js';

/** The words in which facts of assets are told. */

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
  /** Which fields of the data; absent: all. */
  readonly fields?: readonly string[];
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

/** Grounds of refusal, guide art. 15, 18, 21, 22. */
export const rejectionGrounds = [
  'publicInterest',
  'unlawfulSource',
  'ownershipDispute',
  'falseProof',
  'notRegistrable',
  'supplementNotBrought',
  'otherLaw',
] as const;
export type RejectionGround = (typeof rejectionGrounds)[number];

/** The articles of the guide that each ground is from. */
export const rejectionArticles: Readonly<Record<RejectionGround, readonly string[]>> = {
  publicInterest: ['22'],
  unlawfulSource: ['22'],
  ownershipDispute: ['22'],
  falseProof: ['22'],
  notRegistrable: ['15', '21'],
  supplementNotBrought: ['18'],
  otherLaw: ['22'],
};
