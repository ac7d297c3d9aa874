import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import type { Circumstances } from '../asset/circumstances.js';
import { tagsText } from './cell-values.js';
import type { ColumnKey } from './columns.js';
import type { Cells } from './map-row.js';
import type { RowRight } from './stated-rights.js';
import { valueLabel, type CodedField } from './values.js';

/** What a ledger says of one asset in the columns that an import reads. */
export interface LedgerEntry {
  readonly assetId: string;
  readonly applicantPartyId: string;
  readonly externalNumber: string | null;
  readonly description: AssetDescription;
  readonly rights: readonly RightStatement[];
  readonly circumstances: Circumstances | null;
}

/** The columns of an exported ledger that an import reads, in order. */
export const ledgerColumns: readonly ColumnKey[] = [
  'externalNumber',
  'name',
  'englishName',
  'summary',
  'content',
  'industry',
  'domains',
  'source',
  'origin',
  'territory',
  'timeFrom',
  'timeUntil',
  'updateFrequency',
  'records',
  'bytes',
  'form',
  'structure',
  'limits',
  'category',
  'grade',
  'sourceUrl',
  'rights',
  'sources',
  'fingerprint',
  'circumstances',
  'assetId',
];

/**
 * The cells of an asset, such that an import of them by the same applicant asks for the same asset.
 * Coded values are labels of the language, or codes where none is given.
 */
export const ledgerCells = (
  { assetId, applicantPartyId, externalNumber, description, rights, circumstances }: LedgerEntry,
  language?: 'zh' | 'en',
): Cells => {
  const { domains, timeSpan, volume, source, form, sources, fingerprint } = description;
  const coded = (field: CodedField, code: string | undefined) =>
    code === undefined || language === undefined ? code : valueLabel(field, code, language);
  return present({
    externalNumber: externalNumber ?? undefined,
    name: description.name,
    englishName: description.englishName,
    summary: description.summary,
    content: description.content,
    industry: description.industry,
    domains: domains && tagsText(domains),
    source: coded('source', source),
    origin: coded('origin', description.origin),
    territory: coded('territory', description.territory),
    timeFrom: timeSpan?.from,
    timeUntil: timeSpan?.until,
    updateFrequency: coded('updateFrequency', description.updateFrequency),
    records: volume?.records,
    bytes: volume?.bytes,
    form: coded('form', form),
    structure: coded('structure', description.structure),
    limits: description.limits,
    category: coded('category', description.category),
    grade: coded('grade', description.grade),
    sourceUrl: description.sourceUrl,
    rights: JSON.stringify(rights.map((right) => stated(right, applicantPartyId))),
    sources: sources && tagsText(sources.map((one) => one.assetId)),
    fingerprint: fingerprint && JSON.stringify(fingerprint),
    circumstances: circumstances === null ? undefined : JSON.stringify(circumstances),
    assetId,
  });
};

/** A line without what follows from the applicant: ids of entries, and a holder that is he alone. */
const stated = (
  { holdingId: _, holders, ...line }: RightStatement,
  applicantPartyId: string,
): RowRight => {
  const [first, ...others] = holders;
  const isApplicants = others.length === 0 && first?.partyId === applicantPartyId;
  return isApplicants && first.share === undefined ? line : { ...line, holders };
};

const present = (cells: { readonly [key in ColumnKey]?: string | undefined }): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== undefined));
