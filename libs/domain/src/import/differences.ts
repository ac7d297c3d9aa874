import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import type { ApplicationTerms, AssetState } from '../asset/asset.state.js';
import { labelOf } from '../classification/label.js';
import { sameJson } from '../same-json.js';
import type { ColumnKey } from './columns.js';
import { remark, type RowRemark } from './row-remark.js';

/** An application as far as a sheet can say it. */
type Comparable = Pick<ApplicationTerms, 'description' | 'rights' | 'circumstances'>;

/**
 * The fields in which the ledger's asset and the sheet's are not the same, one note each. The label
 * is the one that stands; rights that have moved since are a matter of the title, and not of sheets.
 */
export const differences = (
  { application, draft, ...state }: AssetState,
  inSheet: Comparable,
): readonly RowRemark[] => {
  const onRecord = application ?? draft;
  if (onRecord === undefined) return [];
  const { adjustedBy = [] } = state;
  const label = labelOf({ ...state, application: onRecord });
  const described = { ...unlabelled(onRecord.description), ...label };
  const isSame: readonly (readonly [ColumnKey, boolean])[] = [
    ...descriptionFields.map(
      ([field, column]) =>
        [column, sameJson(described[field], inSheet.description[field])] as const,
    ),
    ['sources', sameJson(sourceIds(onRecord), sourceIds(inSheet))],
    ['rights', adjustedBy.length > 0 || sameJson(lines(onRecord), lines(inSheet))],
    ['circumstances', sameJson(onRecord.circumstances, inSheet.circumstances)],
  ];
  return isSame.flatMap(([column, same]) => (same ? [] : [remark(column, 'differs')]));
};

const unlabelled = ({ category: _, grade: __, origin: ___, ...rest }: AssetDescription) => rest;

const sourceIds = ({ description: { sources = [] } }: Comparable): readonly string[] =>
  sources.map(({ assetId }) => assetId);

const lines = ({ rights }: Comparable) => rights.map(statedOnly);

/** Ids follow from the applicant: they say nothing about the sheet. */
const statedOnly = (statement: RightStatement): Omit<RightStatement, 'holdingId'> => {
  const { right, holders, basis, proofDigest, from, until, ...scope } = statement;
  const { purposes, fields, territory, remarks } = scope;
  return {
    right,
    holders,
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

/** Sources are compared by themselves: their versions are what the registry read. */
const columnOfField: Readonly<Record<Exclude<keyof AssetDescription, 'sources'>, ColumnKey>> = {
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
  fingerprint: 'fingerprint',
};

const descriptionFields = Object.entries(columnOfField) as readonly [
  keyof typeof columnOfField,
  ColumnKey,
][];
