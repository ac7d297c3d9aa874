import { isDate } from '../calendar.js';
import type { AssetSource } from '../asset/asset.events.js';
import { rightsMax } from '../asset/rights-statement.rule.js';
import { charactersOf, isStorable } from './cell-values.js';
import type { StatedRight } from './import-defaults.js';
import { remark, type RowRemark } from './row-remark.js';
import { codeOf } from './values.js';

/** Limits of one stated right, in characters and items; the API's defaults have the same ones. */
export const rightLimits = {
  basis: 500,
  territory: 200,
  remarks: 500,
  purpose: 100,
  purposes: 20,
  field: 100,
  fields: 100,
  rights: rightsMax,
} as const;

/** What a row's rights come to: the rights to apply for, and what stands against or beside them. */
export interface JudgedRights {
  readonly rights: readonly StatedRight[];
  readonly problems: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
}

/**
 * The rights a row may apply for. Public data gathered by automated means carries no operation
 * right (guide art. 21), whatever is asked: it is left out, and the row says so. Otherwise an
 * operation right is refused without the digest of its proof rather than left out, so that the
 * corrected sheet can still be imported.
 */
export const judgeRights = (
  stated: readonly StatedRight[],
  source: AssetSource | undefined,
): JudgedRights => {
  const isGathered = source === 'automatedPublic';
  const rights = isGathered ? stated.filter(({ right }) => right !== 'operation') : stated;
  const notes = rights.length === stated.length ? [] : [remark('rights', 'operation_left_out')];
  return { rights, notes, problems: problemsOf(rights) };
};

/** The rights that a cell states as a JSON list, or undefined where it cannot be read. */
export const statedRightsOf = (text: string): readonly StatedRight[] | undefined => {
  const list = parsed(text);
  if (!Array.isArray(list) || list.length > rightLimits.rights) return undefined;
  const rights = list.map(statedRightOf);
  return rights.every((right) => right !== undefined) ? rights : undefined;
};

const problemsOf = (rights: readonly StatedRight[]): readonly RowRemark[] => {
  if (rights.length === 0) return [remark('rights', 'rights_missing')];
  return rights.flatMap(({ right, from, until, proofDigest }) => [
    ...(until !== undefined && until < from
      ? [remark('rights', 'right_term_reversed', `${from} – ${until}`)]
      : []),
    ...(right === 'operation' && proofDigest === undefined
      ? [remark('rights', 'operation_without_proof')]
      : []),
  ]);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const statedRightOf = (value: unknown): StatedRight | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { right, basis, from, until, proofDigest, ...more } = value as Readonly<
    Record<string, unknown>
  >;
  const { purposes, fields, territory, remarks, ...unknown } = more;
  const code = typeof right === 'string' ? codeOf('right', right) : undefined;
  const isRight =
    code !== undefined &&
    Object.keys(unknown).length === 0 &&
    isText(basis, rightLimits.basis) &&
    isDay(from) &&
    (until === undefined || isDay(until)) &&
    (proofDigest === undefined || isDigest(proofDigest)) &&
    (territory === undefined || isText(territory, rightLimits.territory)) &&
    (remarks === undefined || isText(remarks, rightLimits.remarks)) &&
    (purposes === undefined || isList(purposes, rightLimits.purposes, rightLimits.purpose)) &&
    (fields === undefined || isList(fields, rightLimits.fields, rightLimits.field));
  if (!isRight) return undefined;
  return {
    right: code,
    basis: basis.trim(),
    ...(proofDigest === undefined ? {} : { proofDigest }),
    from,
    ...(until === undefined ? {} : { until }),
    ...(purposes === undefined ? {} : { purposes }),
    ...(fields === undefined ? {} : { fields }),
    ...(territory === undefined ? {} : { territory }),
    ...(remarks === undefined ? {} : { remarks }),
  };
};

const isText = (value: unknown, charactersMax: number): value is string =>
  typeof value === 'string' &&
  isStorable(value) &&
  value.trim() !== '' &&
  charactersOf(value) <= charactersMax;

const isDay = (value: unknown): value is string => typeof value === 'string' && isDate(value);

const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value);

const isList = (
  value: unknown,
  itemsMax: number,
  charactersMax: number,
): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= itemsMax &&
  value.every((item) => isText(item, charactersMax));
