import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import { tagsText } from './cell-values.js';
import { columns, type ColumnKey } from './columns.js';
import type { Cells } from './map-row.js';
import { valueLabel, type CodedField } from './values.js';

/** What a ledger says of one asset in the columns that an import reads. */
export interface LedgerEntry {
  readonly applicantPartyId: string;
  readonly externalNumber: string | null;
  readonly description: AssetDescription;
  readonly rights: readonly RightStatement[];
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
];

/**
 * The cells of an asset, such that an import of them by the same applicant asks for the same asset.
 * Coded values are labels of the language, or codes where none is given.
 */
export const ledgerCells = (
  { applicantPartyId, externalNumber, description, rights }: LedgerEntry,
  language?: 'zh' | 'en',
): Cells => {
  const { domains, timeSpan, volume, source, form } = description;
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
    rights: rightsText(rights, applicantPartyId),
  });
};

/** Lines that the applicant holds alone: a sheet cannot name other holders. */
const rightsText = (
  rights: readonly RightStatement[],
  applicantPartyId: string,
): string | undefined => {
  const own = rights.filter(
    ({ holders }) => holders.length === 1 && holders[0]?.partyId === applicantPartyId,
  );
  if (own.length === 0) return undefined;
  const text = JSON.stringify(own.map(({ holdingId: _, holders: __, ...stated }) => stated));
  return text.length > columns.rights.charactersMax ? undefined : text;
};

const present = (cells: { readonly [key in ColumnKey]?: string | undefined }): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== undefined));
