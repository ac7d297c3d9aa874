import type { Disclosure } from '@ledger/domain/reporting/disclosure.js';
import type {
  DisclosureFacts,
  MeasuredMatter,
  Restriction,
} from '@ledger/domain/reporting/disclosure-facts.js';
import { disclosureNotes } from '@ledger/domain/reporting/disclosure-notes.js';
import {
  disclosurePolicy,
  type DisclosurePolicy,
} from '@ledger/domain/reporting/disclosure.policy.js';
import type { StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import { figuresAt } from '@ledger/domain/reporting/statutory-table.js';
import type { Difference } from '@ledger/domain/reporting/tie-out.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { accountSums } from './account-sums.reads.js';
import { appraisalsOf, indefiniteOf, restrictedOf, significantOf } from './note-books.reads.js';
import { changesOf, livesOf, measuredOf } from './notes.reads.js';
import { RegisterLook } from './register-look.js';
import type { ReportScope } from './report-scope.js';
import { type PeriodTable, refuseDiffering, Reports, type TableRestatement } from './reports.js';

/** A disclosure as it is shown, with what does not tie. */
export interface ShownDisclosure extends Disclosure {
  readonly current: PeriodTable;
  readonly comparative: PeriodTable;
  readonly restatements: readonly TableRestatement[];
  readonly differences: readonly Difference[];
}

/** The notes on data resources: tables, comparative figures, text. */
@Injectable()
export class Disclosures {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Reports) private readonly reports: Reports,
    @Inject(RegisterLook) private readonly register: RegisterLook,
  ) {}

  async of(scope: ReportScope, name: StatutoryTableName): Promise<ShownDisclosure> {
    const tables = await this.reports.tables(scope, name);
    const { entityPartyId } = scope;
    const { content: policy } = await this.policies.ofParty(disclosurePolicy, entityPartyId);
    const { current } = tables;
    const known = await this.register.known(scope);
    const facts = await this.dataSource.transaction('REPEATABLE READ', (db) =>
      factsOf(db, scope, { table: current, policy, known }),
    );
    const ofRegister = await this.register.differences(scope, facts.restricted);
    return {
      entityName: scope.entityName,
      entityCode: scope.entityCode,
      knownAt: scope.knownAt,
      at: this.clock.now(),
      ...tables,
      notes: disclosureNotes(facts),
      differences: [...tables.differences, ...ofRegister],
    };
  }

  /** For a file: refused where anything does not tie. */
  async tied(scope: ReportScope, name: StatutoryTableName): Promise<ShownDisclosure> {
    await this.reports.checkTied(scope);
    const shown = await this.of(scope, name);
    refuseDiffering(shown.differences);
    return shown;
  }
}

/** What the notes of a table rest on besides the tables that are read. */
interface Noted {
  readonly table: PeriodTable;
  readonly policy: DisclosurePolicy;
  /** What restricted each book as it was known; absent: as it is. */
  readonly known: ReadonlyMap<string, readonly Restriction[]> | undefined;
}

const factsOf = async (
  db: Statements,
  scope: ReportScope,
  { table: { table }, policy, known }: Noted,
): Promise<DisclosureFacts> => {
  const { from, to } = scope;
  const { name } = table;
  const carrying = figuresAt(table, 'carrying.closing').total;
  const atLeast = (carrying * BigInt(policy.significantPercent) + 99n) / 100n;
  const isIntangible = name === 'intangible';
  const measured = (await measuredOf(db, scope)).filter(({ matter }) => isOf(name, matter));
  const significant = await significantOf(db, scope, name, atLeast);
  const named = [...new Set([...significant, ...measured].map(({ bookId }) => bookId))];
  return {
    period: { from, to },
    table,
    policy,
    sums: await accountSums(db, scope, 'report_date'),
    lives: isIntangible ? await livesOf(db, scope) : [],
    indefinite: isIntangible ? await indefiniteOf(db, scope) : [],
    changes: isIntangible ? await changesOf(db, scope) : [],
    measured,
    significant,
    restricted: await restrictedOf(db, scope, name, known),
    appraisals: await appraisalsOf(db, scope, named),
  };
};

/** Whether a fact is told of in the note of the class; a lapse in that of what lapsed. */
const isOf = (name: StatutoryTableName, matter: MeasuredMatter): boolean => {
  switch (matter.kind) {
    case 'writeDown':
    case 'reversal':
      return name === 'inventory';
    case 'lapse':
      return name === (matter.of === 'inventory' ? 'inventory' : 'intangible');
    case 'impairment':
    case 'heldForSale':
    case 'heldReversal':
    case 'heldWithdrawn':
      return name === 'intangible';
  }
};
