import type {
  AssetForm,
  AssetSource,
  Category,
  Grade,
  Origin,
  RightKind,
  Territory,
  UpdateFrequency,
} from '../asset/asset.events.js';

/** A right as the contract or the law gives it; the applicant is its sole holder. */
export type StatedRight = {
  readonly right: RightKind;
  /** On what the right rests, e.g. own collection, a contract. */
  readonly basis: string;
  /** SHA-256 of the proof, hex. */
  readonly proofDigest?: string;
  readonly from: string;
  /** Inclusive last day; absent: without end. */
  readonly until?: string;
  readonly purposes?: readonly string[];
  readonly fields?: readonly string[];
  readonly territory?: string;
  readonly remarks?: string;
};

/** What holds for every row whose own cell is empty. */
export type DefaultValues = {
  readonly industry?: string;
  readonly origin?: Origin;
  readonly territory?: Territory;
  readonly timeSpan?: { readonly from: string; readonly until?: string };
  readonly updateFrequency?: UpdateFrequency;
  /** Records and bytes as decimal integers in text. */
  readonly volume?: { readonly records?: string; readonly bytes?: string };
  readonly form?: AssetForm;
  readonly structure?: 'structured' | 'semiStructured' | 'unstructured';
  readonly limits?: string;
  readonly category?: Category;
  readonly grade?: Grade;
  readonly rights?: readonly StatedRight[];
};

/** What a sheet lacks. A cell wins over the default of its source, that over the general one. */
export type ImportDefaults = DefaultValues & {
  readonly source?: AssetSource;
  readonly bySource?: { readonly [source in AssetSource]?: DefaultValues };
};

/** The defaults of rows of one source: the general ones, overridden by those of the source. */
export const defaultsOf = (
  { bySource, source: _, ...general }: ImportDefaults,
  source: AssetSource | undefined,
): DefaultValues => ({ ...general, ...(source === undefined ? {} : bySource?.[source]) });
