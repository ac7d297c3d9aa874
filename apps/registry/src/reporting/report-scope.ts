import { firstDayOf, isMonth, lastDayOf } from '@ledger/domain/month.js';
import { type DateText, shanghaiDate } from '@ledger/domain/calendar.js';
import { financialChartPolicy } from '@ledger/domain/journal/chart.policies.js';
import type { StatementFormat } from '@ledger/domain/reporting/balance-sheet.js';
import type { ReportPeriod } from '@ledger/domain/reporting/report-days.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { knownPoint } from '@ledger/http/titles/known-at.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bookNoteFold, titleBarFold } from './book-note.projection.js';
import { postingProjection } from './posting.projection.js';

/** Whose accounts, of which days, as far as recorded by when. */
export interface ReportScope extends ReportPeriod {
  readonly entityPartyId: string;
  readonly entityName: string;
  /** Unified social credit code or other identifier; empty where the party is not registered. */
  readonly entityCode: string;
  /** Position up to which postings count. */
  readonly knownAt: number;
  /** The caller named no point: then sums are taken as they stand. */
  readonly isLatest: boolean;
  /** By the chart of accounts that its vouchers are booked on. */
  readonly format: StatementFormat;
}

interface Asked {
  readonly entity?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** The process that posts the facts of books. */
const postingProcess = 'book-posting';
/** Tables that text disclosures read besides. */
const factTables = [bookNoteFold.name, titleBarFold.name, 'pledge'];

/** Works out what a caller asks for; an entity that is not his to see is not there. */
@Injectable()
export class ReportScopes {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async of(asked: Asked, caller: Caller, after: number | undefined): Promise<ReportScope> {
    await this.caughtUp(after);
    const entityPartyId = await this.entity(asked.entity, caller);
    const period = periodOf(asked, shanghaiDate(this.clock.now()));
    const [party, point] = await Promise.all([
      this.party(entityPartyId),
      this.point(entityPartyId, asked.knownAt),
    ]);
    const isLatest = asked.knownAt === undefined;
    return { entityPartyId, ...party, ...period, ...point, isLatest };
  }

  /**
   * A fact of a book is in the reports once it was posted: first the process must have dealt with
   * it, then the tables with what that appended.
   */
  private async caughtUp(after: number | undefined): Promise<void> {
    if (after === undefined) return;
    for (const name of [...factTables, postingProcess]) {
      await readYourWrites(this.readModels, name, after);
    }
    const { head } = await this.log.versions([]);
    await readYourWrites(this.readModels, postingProjection.name, head);
  }

  /** One's own accounts and those of organisations that one succeeded; an auditor sees any. */
  private async entity(entity: string | undefined, caller: Caller): Promise<string> {
    const { partyId, roles } = caller;
    const named = entity === undefined ? partyId : partyIdInPath(entity);
    if (roles.includes('auditor')) return named;
    const { joint } = await this.standings.of(partyId);
    if (!joint.includes(named)) throw problem('not_found');
    return named;
  }

  private async party(partyId: string): Promise<Pick<ReportScope, 'entityName' | 'entityCode'>> {
    const [row] = await this.dataSource.query<{ entityName: string; entityCode: string }[]>(
      `SELECT name AS "entityName", identifier_value AS "entityCode"
       FROM read.party WHERE party_id = $1`,
      [partyId],
    );
    return row ?? { entityName: partyId, entityCode: '' };
  }

  private async point(
    entityPartyId: string,
    knownAt: string | undefined,
  ): Promise<Pick<ReportScope, 'knownAt' | 'format'>> {
    const point = knownAt === undefined ? undefined : knownPoint(knownAt);
    const position = point !== undefined && 'position' in point ? point.position : undefined;
    const instant = point !== undefined && 'instant' in point ? point.instant : undefined;
    const [row] = await this.dataSource.query<PointRow[]>(pointOf, [
      entityPartyId,
      instant ?? null,
      [postingProjection.name, bookNoteFold.name],
    ]);
    const format = row?.chart === financialChartPolicy.name ? 'financial' : 'general';
    const last = Number(row?.position ?? 0);
    // Facts without a voucher count as well, as far as the tables have come.
    const latest = Math.max(last, Number(row?.through ?? 0));
    return { knownAt: position ?? (instant === undefined ? latest : last), format };
  }
}

interface PointRow {
  readonly position: string | null;
  readonly chart: string | null;
  readonly through: string | null;
}

const pointOf = `
  SELECT v.position, v.chart, c.through
  FROM (SELECT min(position) AS through FROM read.checkpoint WHERE name = ANY($3)) AS c
  LEFT JOIN LATERAL (
    SELECT position, chart_policy AS chart FROM read.voucher
    WHERE entity_party_id = $1 AND ($2::text IS NULL OR recorded_at <= $2)
    ORDER BY recorded_at DESC, position DESC LIMIT 1
  ) AS v ON true`;

const periodOf = (asked: Asked, today: DateText): ReportPeriod => {
  const to = lastOf(asked.to ?? asked.asOf) ?? today;
  const from = firstOf(asked.from) ?? `${to.slice(0, 4)}-01-01`;
  if (from <= to) return { from, to };
  throw problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/from',
        zh: `期间的首日（${from}）不得晚于末日（${to}）`,
        en: `the period begins (${from}) after it ends (${to})`,
      },
    ],
  });
};

const firstOf = (text: string | undefined): DateText | undefined =>
  text !== undefined && isMonth(text) ? firstDayOf(text) : text;
const lastOf = (text: string | undefined): DateText | undefined =>
  text !== undefined && isMonth(text) ? lastDayOf(text) : text;
