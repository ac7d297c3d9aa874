import type { AssetState } from '../asset/asset.state.js';
import type {
  AssetForm,
  Category,
  RightKind,
  Territory,
  UpdateFrequency,
} from '../asset/asset.events.js';
import { labelOf } from '../classification/label.js';
import type { Title } from '../title/title.js';

/**
 * What the register says of the data that is offered, as a listing met it (evidence: rule pattern
 * 2): a buyer reads facts here, not what the seller says. Its grade is not among them.
 */
export type DataSheet = {
  /** Version of the asset's stream that was read: the version of the asset that is sold. */
  readonly assetVersion: number;
  readonly form?: AssetForm;
  readonly category?: Category;
  readonly industry?: string;
  readonly domains?: readonly string[];
  readonly territory?: Territory;
  readonly updateFrequency?: UpdateFrequency;
  /** 时域范围, inclusive days. */
  readonly timeSpan?: { readonly from: string; readonly until?: string };
  readonly volume?: { readonly records?: string; readonly bytes?: string };
  /** SHA-256 of the content that was registered, hex. */
  readonly contentDigest?: string;
  /** The assessment that stands, recorded in the asset's stream. */
  readonly quality?: {
    readonly assessmentId: string;
    readonly assessedOn: string;
    readonly score: string;
  };
  /** The right held and what proves it. */
  readonly proof: {
    readonly right: RightKind;
    /** SHA-256 of the proof filed with the entry, hex. */
    readonly proofDigest?: string;
    /** Inclusive last day of the right; absent: without end. */
    readonly until?: string;
    /** Absent where the register is the holder's own: it certifies nothing to others. */
    readonly certificateNo?: string;
    /** Inclusive last day of the registration; absent: until ended. */
    readonly validUntil?: string;
  };
};

/** The sheet of an asset's entry; `undefined` where the register has no such entry or asset. */
export const dataSheetOf = (
  { state, version }: { readonly state: AssetState; readonly version: number },
  title: Title,
  holdingId: string,
): DataSheet | undefined => {
  const entry = title.entries.get(holdingId);
  if (entry === undefined || version === 0) return undefined;
  const { form, industry, domains, territory, updateFrequency, timeSpan, volume, fingerprint } =
    state.application?.description ?? {};
  const { category } = labelOf(state);
  const certificateNo = title.inHouse ? undefined : state.certificateNo;
  return {
    assetVersion: version,
    ...given({ form, category, industry, domains, territory, updateFrequency, timeSpan, volume }),
    ...given({ contentDigest: fingerprint?.contentDigest, quality: state.quality }),
    proof: {
      right: entry.right,
      ...given({ proofDigest: entry.proofDigest, until: entry.until }),
      ...given({ certificateNo, validUntil: state.validUntil }),
    },
  };
};

/** Only the members that are there. */
const given = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
