import type { SubmitApplication } from '@ledger/domain/asset/asset.commands.js';
import { type Shortcoming, shortcomings } from '@ledger/domain/asset/filing.rules.js';
import type { FilingParty } from '@ledger/domain/asset/eligibility.rules.js';
import type { FormWarning } from '@ledger/domain/asset/description.rule.js';
import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import { columnKeys, type ColumnKey } from '@ledger/domain/import/columns.js';
import { differences } from '@ledger/domain/import/differences.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import type { MappedRow, RowApplication } from '@ledger/domain/import/map-row.js';
import { remark, type RowRemark } from '@ledger/domain/import/row-remark.js';
import { type RuleBook, schemeInForce } from '@ledger/domain/policy/rule-book.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import { type Refused } from '@ledger/domain/refusal.js';
import { assetIdOf, holdingIdOf } from '@ledger/event-store/ids.js';

/** Whose inventory it is, and under which rules. */
export interface Applicant {
  readonly importId: string;
  readonly partyId: string;
  /** The same as its stream had it. */
  readonly party: FilingParty;
  readonly scheme: SchemeName;
  /** Who keeps the register. */
  readonly registrarPartyId: string;
  /** The policies as they were read when it began (pattern 2). */
  readonly rules: RuleBook;
}

export type Submission = SubmitApplication['data'];

/** An application that says which asset it is about: by its id, or by the applicant's number. */
type Located = RowApplication &
  ({ readonly assetId: string } | { readonly assetId?: never; readonly externalNumber: string });

/**
 * A row that can be applied for; its ids follow from the asset, or from applicant and number. It
 * relies on nobody but the applicant: who else is named, and the sources, are read for it.
 */
export const submissionOf = (
  { assetId: known, externalNumber, description, rights, circumstances }: Located,
  { importId, partyId, party, scheme, registrarPartyId, rules }: Applicant,
): Submission => {
  const assetId = known ?? assetIdOf(partyId, externalNumber);
  return {
    assetId,
    importId,
    scheme,
    registrarPartyId,
    applicantPartyId: partyId,
    ...(externalNumber === undefined ? {} : { externalNumber }),
    description,
    rights: rights.map((right, index) => ({
      holdingId: holdingIdOf(assetId, index),
      holders: [{ partyId }],
      ...right,
    })),
    ...(circumstances === undefined ? {} : { circumstances }),
    parties: [party],
    rules,
  };
};

/**
 * What stands between a row and its submission, each with its field; such a row is kept as a draft.
 * In one's own ledger there is nobody to complete a draft for: what is wrong there is refused.
 */
export const lackingOf = (data: Submission, today: string): readonly RowRemark[] => {
  if (data.scheme === 'in-house') return [];
  const { parties, rules, sourcesRead = [] } = data;
  const { scheme } = schemeInForce(rules, data.scheme, today);
  return shortcomings({ terms: data, parties, sourcesRead }, scheme).map(lackRemark);
};

const lackRemark = ({ code, field = 'row' }: Shortcoming): RowRemark => {
  const column = fieldOf(field);
  if (code === 'application_field_missing') return remark(column, 'scheme_requires');
  if (code === 'application_field_too_long') return remark(column, 'scheme_limits');
  return remark(column, 'scheme_refuses', code);
};

/** The line of a row that this import keeps as a draft, with what it lacks. */
export const draftedLine = (
  mapped: MappedRow,
  { assetId }: Submission,
  lacking: readonly RowRemark[],
): ReportedRow => ({
  ...refusedLine(mapped),
  outcome: 'drafted',
  assetId,
  notes: [...mapped.notes, ...lacking],
});

/** The line of a row that is no application. */
export const refusedLine = (
  { row, externalNumber, name, problems }: MappedRow,
  more: readonly RowRemark[] = [],
): ReportedRow => ({
  row,
  ...(externalNumber === undefined ? {} : { externalNumber }),
  ...(name === undefined ? {} : { name }),
  outcome: 'refused',
  problems: [...problems, ...more],
  notes: [],
});

/** The line of a row that this import records. */
export const acceptedLine = (
  mapped: MappedRow,
  { assetId }: Submission,
  warnings: readonly FormWarning[],
): ReportedRow => ({
  ...refusedLine(mapped),
  outcome: 'accepted',
  assetId,
  notes: [
    ...mapped.notes,
    ...warnings.map(({ field }) => remark(fieldOf(field), 'form_limit_exceeded')),
  ],
});

/** The line of a row whose asset the ledger had before, with the fields that are not the same. */
export const alreadyThereLine = (
  mapped: MappedRow,
  submission: Submission,
  state: AssetState,
): ReportedRow => ({
  ...refusedLine(mapped),
  outcome: 'alreadyThere',
  assetId: submission.assetId,
  notes: [...mapped.notes, ...differences(state, submission)],
});

/** What the rules of registration said against a row; its field, where they name one. */
export const refusalRemark = ({ code, obstacles }: Refused): RowRemark => {
  const field = typeof obstacles['field'] === 'string' ? obstacles['field'] : 'row';
  return remark(fieldOf(field), 'application_refused', code);
};

/** The column that a field of an application came from: `volume.records` → `records`. */
const fieldOf = (path: string): ColumnKey | 'row' =>
  path
    .split(/[.[\]]/u)
    .reverse()
    .find((step): step is ColumnKey => (columnKeys as readonly string[]).includes(step)) ?? 'row';
