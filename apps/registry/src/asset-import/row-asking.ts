import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import type { ColumnKey } from '@ledger/domain/import/columns.js';
import type { MappedRow } from '@ledger/domain/import/map-row.js';
import { remark } from '@ledger/domain/import/row-remark.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import { refusedTwin } from './numbered-rows.js';
import { submissionOf, type Applicant, type Submission } from './row-application.js';

/** A row and what follows from it: an application, or an asset that is there, or neither. */
export interface AskedRow {
  readonly mapped: MappedRow;
  /** Absent where the row is refused. */
  readonly data?: Submission;
  /** The asset, where the applicant has rights in what another applied for. */
  readonly shared?: AssetState;
}

/** An asset that a row names by its id. */
interface Known {
  readonly state: AssetState;
  readonly applicantPartyId: string;
  readonly number?: string;
}

/**
 * Finds out which asset each row is about, and what its application relies on. An id counts only
 * where it is of an asset that the applicant filed or has rights in: of others' assets nothing is
 * told, and their rows are new assets by their numbers.
 */
@Injectable()
export class RowAsking {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(AssetEvidence) private readonly evidence: AssetEvidence,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async ask(run: readonly MappedRow[], applicant: Applicant): Promise<readonly AskedRow[]> {
    const known = await this.knownIn(run, applicant.partyId);
    const asked = run.map((mapped) => askedRow(mapped, known, applicant));
    const relying = asked.flatMap((row) => (reliesOnOthers(row) ? [row.data] : []));
    if (relying.length === 0) return asked;
    const evidenceOf = await this.evidence.ofEach(relying);
    return asked.map((row) =>
      reliesOnOthers(row) ? { ...row, data: { ...row.data, ...evidenceOf(row.data) } } : row,
    );
  }

  private async knownIn(
    run: readonly MappedRow[],
    partyId: string,
  ): Promise<ReadonlyMap<string, Known>> {
    const named = run.flatMap(({ application }) => application?.assetId ?? []);
    if (named.length === 0) return new Map();
    const assetIds = [...new Set(named)];
    const { states } = await this.loop.loadMany(assetKind, assetIds.map(assetStream));
    const filed = assetIds.flatMap((assetId) => {
      const known = knownBy(states.get(assetStream(assetId))?.state, partyId);
      return known === undefined ? [] : [{ assetId, known }];
    });
    const others = filed.filter(({ known }) => known.applicantPartyId !== partyId);
    const shared = await this.shared(others, partyId);
    return new Map(
      filed
        .filter(({ assetId, known }) => known.applicantPartyId === partyId || shared.has(assetId))
        .map(({ assetId, known }) => [assetId, known]),
    );
  }

  /** Those in which the party, or whom it succeeded, has or had a right. */
  private async shared(
    others: readonly { readonly assetId: string; readonly known: Known }[],
    partyId: string,
  ): Promise<ReadonlySet<string>> {
    if (others.length === 0) return new Set();
    const { joint } = await this.standings.of(partyId);
    const titles = others.map(({ assetId }) => titleStream(assetId));
    const { states } = await this.loop.loadMany(titleKind, titles);
    const held = others.filter(({ assetId, known: { state, applicantPartyId } }) => {
      const entries = states.get(titleStream(assetId))?.state.entries.values() ?? [];
      const holders = [...(state.application?.rights ?? []), ...entries].flatMap((line) =>
        line.holders.map((holder) => holder.partyId),
      );
      return [applicantPartyId, ...holders].some((id) => joint.includes(id));
    });
    return new Set(held.map(({ assetId }) => assetId));
  }
}

/** What was filed; of a draft only its applicant knows. */
const knownBy = (state: AssetState | undefined, partyId: string): Known | undefined => {
  const { application, draft } = state ?? {};
  const filed = application ?? (draft?.applicantPartyId === partyId ? draft : undefined);
  if (state === undefined || filed === undefined) return undefined;
  const { applicantPartyId, externalNumber: number } = filed;
  return { state, applicantPartyId, ...(number === undefined ? {} : { number }) };
};

const askedRow = (
  mapped: MappedRow,
  known: ReadonlyMap<string, Known>,
  applicant: Applicant,
): AskedRow => {
  const { application } = mapped;
  if (application === undefined) return { mapped };
  const { assetId, externalNumber } = application;
  const found = assetId === undefined ? undefined : known.get(assetId);
  if (assetId !== undefined && found !== undefined) {
    const { state, applicantPartyId, number } = found;
    const { externalNumber: _, ...rest } = application;
    const filed = { ...rest, assetId, ...(number === undefined ? {} : { externalNumber: number }) };
    return {
      mapped: number === externalNumber ? mapped : withNote(mapped, 'externalNumber'),
      data: submissionOf(filed, { ...applicant, partyId: applicantPartyId }),
      ...(applicantPartyId === applicant.partyId ? {} : { shared: state }),
    };
  }
  if (mapped.twinOfRow !== undefined) return { mapped: refusedTwin(mapped, mapped.twinOfRow) };
  if (externalNumber === undefined) {
    const { application: _, ...rest } = mapped;
    return { mapped: { ...rest, problems: [remark('externalNumber', 'required_missing')] } };
  }
  const { assetId: _, ...numbered } = application;
  return { mapped, data: submissionOf({ ...numbered, externalNumber }, applicant) };
};

/** An asset keeps its number, whatever a sheet says. */
const withNote = (mapped: MappedRow, field: ColumnKey): MappedRow => ({
  ...mapped,
  notes: [...mapped.notes, remark(field, 'differs')],
});

/** Whether it is applied for, and anything beyond the applicant must be looked at. */
const reliesOnOthers = (row: AskedRow): row is AskedRow & { readonly data: Submission } => {
  if (row.data === undefined || row.shared !== undefined) return false;
  const { applicantPartyId, description, rights } = row.data;
  return (
    (description.sources ?? []).length > 0 ||
    rights.some(({ holders }) => holders.some(({ partyId }) => partyId !== applicantPartyId))
  );
};
