import type { AssetDescription } from '../asset/asset.events.js';
import { sameJson } from '../same-json.js';
import type { ColumnKey } from './columns.js';
import type { StatedRight } from './import-defaults.js';
import { remark, type RowRemark } from './row-remark.js';

/** An application as far as a sheet can say it. */
interface Comparable {
  readonly description: AssetDescription;
  readonly rights: readonly StatedRight[];
}

/** The fields in which the ledger's application and the sheet's are not the same, one note each. */
export const differences = (onRecord: Comparable, inSheet: Comparable): readonly RowRemark[] => [
  ...descriptionFields
    .filter(([field]) => !sameJson(onRecord.description[field], inSheet.description[field]))
    .map(([, column]) => remark(column, 'differs')),
  ...(sameJson(onRecord.rights.map(statedOnly), inSheet.rights.map(statedOnly))
    ? []
    : [remark('rights', 'differs')]),
];

/** Ids and holders follow from the applicant: they say nothing about the sheet. */
const statedOnly = (statement: StatedRight): StatedRight => {
  const { right, basis, proofDigest, from, until, purposes, fields, territory, remarks } =
    statement;
  return {
    right,
    basis,
    from,
    ...(proofDigest === undefined ? {} : { proofDigest }),
    ...(until === undefined ? {} : { until }),
    ...(purposes === undefined ? {} : { purposes }),
    ...(fields === undefined ? {} : { fields }),
    ...(territory === undefined ? {} : { territory }),
    ...(remarks === undefined ? {} : { remarks }),
  };
};

/** Sources are ids of this ledger, fingerprints are computed: a sheet cannot state them. */
const columnOfField: Readonly<
  Record<Exclude<keyof AssetDescription, 'sources' | 'fingerprint'>, ColumnKey>
> = {
  name: 'name',
  englishName: 'englishName',
  summary: 'summary',
  content: 'content',
  industry: 'industry',
  domains: 'domains',
  source: 'source',
  sourceUrl: 'sourceUrl',
  territory: 'territory',
  timeSpan: 'timeSpan',
  updateFrequency: 'updateFrequency',
  volume: 'records',
  form: 'form',
  structure: 'structure',
  limits: 'limits',
  category: 'category',
  grade: 'grade',
  origin: 'origin',
};

const descriptionFields = Object.entries(columnOfField) as readonly [
  keyof AssetDescription,
  ColumnKey,
][];
