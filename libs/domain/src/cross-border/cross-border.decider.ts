import { shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { ExportBasis, ExportDeclaration, ExportEvent } from './cross-border.events.js';
import type { CrossBorderTerms } from './cross-border.policy.js';
import {
  countedOf,
  countedWith,
  evolveExportYear,
  type ExportCounters,
  type ExportYear,
  initialExportYear,
  nothingCounted,
} from './cross-border.state.js';

/** The exporter says what goes abroad, before it goes. */
export type DeclareExport = {
  readonly type: 'DeclareExport';
  readonly data: Omit<ExportDeclaration, 'policyVersion' | 'exporterPartyId' | 'inherited'> & {
    /** Pattern 2: what those counted this year in whose place the exporter stands. */
    readonly inherited?: ExportCounters;
    /** Pattern 2: the policy in force. */
    readonly policy: { readonly version: number; readonly content: CrossBorderTerms };
  };
  readonly meta: Meta;
};

export type WithdrawExport = {
  readonly type: 'WithdrawExport';
  readonly data: { readonly exportId: string; readonly year: number; readonly reason: string };
  readonly meta: Meta;
};

export type ExportCommand = DeclareExport | WithdrawExport;

/** `export-<partyId>-<yyyy>`. The year's counters are a fold of it, so no two can miss each other. */
export const exportKind: StreamKind<ExportCommand, ExportEvent, ExportYear> = {
  category: 'export',
  decider: {
    initialState: initialExportYear,
    evolve: evolveExportYear,
    decide: (command, state) => {
      switch (command.type) {
        case 'DeclareExport':
          return declare(command, state);
        case 'WithdrawExport':
          return withdraw(command, state);
      }
    },
  },
  schemaVersions: { ExportDeclared: 1, ExportWithdrawn: 1 },
  eventsMax: 20_000,
};

const declare = ({ data, meta }: DeclareExport, state: ExportYear): readonly ExportEvent[] => {
  const { policy, inherited = nothingCounted, ...said } = data;
  const exporterPartyId = meta.actor.partyId;
  const declaration = {
    ...said,
    exporterPartyId,
    policyVersion: policy.version,
    ...(sameJson(inherited, nothingCounted) ? {} : { inherited }),
  };
  const known = state.declared.get(said.exportId);
  if (known !== undefined) {
    const { isWithdrawn: _, inherited: _then, ...before } = known;
    const { inherited: _now, ...again } = declaration;
    if (sameJson(before, again)) return [];
  }
  const today = shanghaiDate(meta.now);
  const { on, year, isImportant, basis } = said;
  if (on > today || Number(on.slice(0, 4)) !== year) refuse('export_date_wrong', { on, today });
  if (isImportant && basis !== 'securityAssessment') {
    refuse('export_important_unassessed', { basis });
  }
  checkBasis(said, countedWith(state.counters, inherited), policy.content);
  if (documented.has(basis) && said.documentDigest === undefined) {
    refuse('export_document_required', { basis });
  }
  return [{ type: 'ExportDeclared', data: declaration }];
};

/** Bases that a paper stands behind. */
const documented: ReadonlySet<ExportBasis> = new Set<ExportBasis>([
  'freeTradeZone',
  'standardContract',
  'certification',
  'securityAssessment',
]);

/** How much a basis carries: the year's persons, this export's included, must not need more. */
const strength: Readonly<Record<ExportBasis, number>> = {
  noPersonalOrImportant: 0,
  transit: 0,
  necessity: 0,
  freeTradeZone: 0,
  belowThreshold: 1,
  standardContract: 2,
  certification: 2,
  securityAssessment: 3,
};

const checkBasis = (
  said: Pick<ExportDeclaration, 'basis' | 'persons' | 'sensitivePersons'>,
  counters: ExportCounters,
  terms: CrossBorderTerms,
): void => {
  const { basis, persons, sensitivePersons } = said;
  if (basis === 'noPersonalOrImportant' && persons + sensitivePersons > 0) {
    refuse('export_basis_contradicts_data', { basis, persons, sensitivePersons });
  }
  // These rest on something else than the number of persons.
  if (strength[basis] === 0) return;
  const counted = countedOf(said);
  const year = countedWith(counters, counted);
  const needed = neededBy(year, terms);
  if (strength[basis] < needed) {
    refuse('export_basis_insufficient', { basis, ...year, needed: bases[needed] });
  }
};

type Needed = 1 | 2 | 3;

const bases: Readonly<Record<Needed, string>> = {
  1: 'belowThreshold',
  2: 'standardContract, certification',
  3: 'securityAssessment',
};

const neededBy = (
  { persons, sensitivePersons }: ExportCounters,
  { exemptBelow, assessmentFrom, sensitiveAssessmentFrom }: CrossBorderTerms,
): Needed => {
  if (persons >= assessmentFrom || sensitivePersons >= sensitiveAssessmentFrom) return 3;
  return persons >= exemptBelow || sensitivePersons > 0 ? 2 : 1;
};

const withdraw = (
  { data, meta }: WithdrawExport,
  { declared }: ExportYear,
): readonly ExportEvent[] => {
  const known = declared.get(data.exportId) ?? refuse('export_not_found', { ...data });
  if (known.isWithdrawn) return [];
  return [{ type: 'ExportWithdrawn', data: { ...data, exporterPartyId: meta.actor.partyId } }];
};
