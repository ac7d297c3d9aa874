import type { AssetSource, RightStatement } from '../asset/asset.events.js';
import type { Circumstances } from '../asset/circumstances.js';
import { holdersMax, rightsMax } from '../asset/rights-statement.rule.js';
import { isShare } from '../fraction.js';
import type { StatedRight } from './import-defaults.js';
import {
  areTexts,
  isDay,
  isDigest,
  isId,
  isList,
  isText,
  jsonOf,
  membersOf,
  type Members,
} from './json-cell.js';
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

/** A right as a row states it; without holders it is the applicant's alone. */
export type RowRight = StatedRight & { readonly holders?: RightStatement['holders'] };

/** What a row's rights come to: the rights to apply for, and what stands against or beside them. */
export interface JudgedRights {
  readonly rights: readonly RowRight[];
  readonly problems: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
}

/**
 * The rights a row may apply for. Public data gathered by automated means carries no operation
 * right (guide art. 21), unless in a product that does not replace the source's: whatever is asked,
 * it is left out, and the row says so. Otherwise an operation right is refused without the digest of its proof rather than left out, so that the
 * corrected sheet can still be imported.
 */
export const judgeRights = (
  stated: readonly RowRight[],
  source: AssetSource | undefined,
  circumstances?: Circumstances,
): JudgedRights => {
  const isGathered = source === 'automatedPublic' && circumstances?.notSubstituting === undefined;
  const rights = isGathered ? stated.filter(({ right }) => right !== 'operation') : stated;
  const notes = rights.length === stated.length ? [] : [remark('rights', 'operation_left_out')];
  return { rights, notes, problems: problemsOf(rights) };
};

/** The rights that a cell states as a JSON list, or undefined where it cannot be read. */
export const statedRightsOf = (text: string): readonly RowRight[] | undefined => {
  const list = jsonOf(text);
  if (!Array.isArray(list) || list.length > rightLimits.rights) return undefined;
  const rights = list.map(statedRightOf);
  return rights.every((right) => right !== undefined) ? rights : undefined;
};

const problemsOf = (rights: readonly RowRight[]): readonly RowRemark[] => {
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

const statedRightOf = (value: unknown): RowRight | undefined => {
  const members = membersOf(value);
  if (members === undefined) return undefined;
  const { right, basis, from, until, proofDigest, ...more } = members;
  const { purposes, fields, territory, remarks, holders, ...unknown } = more;
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
    (purposes === undefined || areTexts(purposes, rightLimits.purposes, rightLimits.purpose)) &&
    (fields === undefined || areTexts(fields, rightLimits.fields, rightLimits.field)) &&
    (holders === undefined || isList(holders, isHolder, holdersMax));
  if (!isRight) return undefined;
  return {
    right: code,
    ...(holders === undefined ? {} : { holders }),
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

const isHolder = (value: unknown): value is RightStatement['holders'][number] => {
  const { partyId, share, ...unknown }: Members = membersOf(value) ?? {};
  return (
    Object.keys(unknown).length === 0 &&
    isId(partyId) &&
    (share === undefined || (typeof share === 'string' && isShare(share)))
  );
};
