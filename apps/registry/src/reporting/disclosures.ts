import { shanghaiDate } from '@ledger/domain/calendar.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyStream, versionInForce, withShipped } from '@ledger/domain/policy/policy.state.js';
import type { Disclosure } from '@ledger/domain/reporting/disclosure.js';
import type { DisclosureFacts } from '@ledger/domain/reporting/disclosure-facts.js';
import { disclosureNotes } from '@ledger/domain/reporting/disclosure-notes.js';
import {
  disclosurePolicy,
  type DisclosurePolicy,
} from '@ledger/domain/reporting/disclosure.policy.js';
import type { StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import { figuresAt } from '@ledger/domain/reporting/statutory-table.js';
import type { Difference } from '@ledger/domain/reporting/tie-out.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Restatement, accountSums } from './account-sums.reads.js';
import { changesOf, livesOf, measuredOf, restrictedOf, significantOf } from './notes.reads.js';
import { RegisterLook } from './register-look.js';
import type { ReportScope } from './report-scope.js';
import { type PeriodTable, refuseDiffering, Reports } from './reports.js';

/** A disclosure as it is shown, with what does not tie. */
export interface ShownDisclosure extends Disclosure {
  readonly current: PeriodTable;
  readonly comparative: PeriodTable;
  readonly restatements: readonly Restatement[];
  readonly differences: readonly Difference[];
}

/** The notes on data resources: tables, comparative figures, text. */
@Injectable()
export class Disclosures {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Reports) private readonly reports: Reports,
    @Inject(RegisterLook) private readonly register: RegisterLook,
  ) {}

  async of(scope: ReportScope, name: StatutoryTableName): Promise<ShownDisclosure> {
    const tables = await this.reports.tables(scope, name);
    const policy = await this.policyOf(scope.entityPartyId);
    const { current } = tables;
    const facts = await this.dataSource.transaction('REPEATABLE READ', (db) =>
      factsOf(db, scope, current, policy),
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

  /** The entity's own words and thresholds, or those that were shipped. */
  private async policyOf(entityPartyId: string): Promise<DisclosurePolicy> {
    const { name } = disclosurePolicy;
    const [general, own] = [policyStream(name), policyStream(name, entityPartyId)];
    const { states } = await this.loop.loadMany(policyKind, [general, own]);
    const today = shanghaiDate(this.clock.now());
    const theirs = states.get(own)?.state;
    const found =
      (theirs && versionInForce(theirs, today)) ??
      versionInForce(withShipped(states.get(general)?.state, disclosurePolicy), today);
    if (found === undefined) throw new Error('The policy on disclosure was not shipped.');
    return found.content as unknown as DisclosurePolicy;
  }
}

const factsOf = async (
  db: Statements,
  scope: ReportScope,
  { table }: PeriodTable,
  policy: DisclosurePolicy,
): Promise<DisclosureFacts> => {
  const { from, to } = scope;
  const { name } = table;
  const carrying = figuresAt(table, 'carrying.closing').total;
  const atLeast = (carrying * BigInt(policy.significantPercent) + 99n) / 100n;
  return {
    period: { from, to },
    table,
    policy,
    sums: await accountSums(db, scope, 'report_date'),
    lives: name === 'intangible' ? await livesOf(db, scope) : [],
    changes: name === 'intangible' ? await changesOf(db, scope) : [],
    measured: await measuredOf(db, scope),
    significant: await significantOf(db, scope, name, atLeast),
    restricted: await restrictedOf(db, scope, name),
  };
};
