import type { PledgeReportQuery } from '@ledger/contracts/pledge/pledge.dto.js';
import type { PledgeCover } from '@ledger/domain/title/pledge-cover.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PledgeCovers } from './pledge-covers.js';
import { filtered, pledgesSeenBy, sidesAsked, sidesOf } from './pledge-list.js';
import { PledgeView } from './pledge.view.js';

/** Pledges that are read at a time. */
const pageRows = 200;

/** One pledge with what a reader wants beside it. */
export interface PledgeReportRow {
  readonly row: PledgeView;
  readonly assetName: string;
  readonly certificateNo: string;
  readonly pledgors: string;
  readonly pledgee: string;
  readonly cover?: PledgeCover;
  /** Whose appraisal covers it. */
  readonly firm?: string;
}

/** Reads a portfolio page by page, so that its size does not matter to memory. */
@Injectable()
export class PledgeReportRows {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PledgeCovers) private readonly covers: PledgeCovers,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /** Every pledge that the caller may list and the filters let through, latest first. */
  async *all(
    filters: PledgeReportQuery,
    caller: Pick<Caller, 'partyId' | 'roles'>,
    now: string,
  ): AsyncGenerator<PledgeReportRow> {
    const names = new Map<string, string>();
    const asked = await sidesAsked(this.standings, caller, filters);
    for (let before: number | undefined; ;) {
      const page = await this.page(asked, caller, now, before);
      const covers = await this.covers.of(page, now);
      const assets = await this.assets(page);
      const standIns = await this.standings.standIns(page.flatMap(sidesOf));
      const today = (partyIds: readonly string[]) => [
        ...new Set(partyIds.flatMap((partyId) => standIns.of(partyId))),
      ];
      const firms = [...covers.values()].flatMap(({ counting }) =>
        counting === undefined ? [] : [counting.report.firmPartyId],
      );
      await this.learn(names, [...page.flatMap((row) => today(sidesOf(row))), ...firms]);
      const named = (partyIds: readonly string[]) =>
        today(partyIds)
          .map((partyId) => names.get(partyId) ?? partyId)
          .join('；');
      for (const row of page) {
        const cover = covers.get(row.pledgeId);
        const firm = cover?.counting?.report.firmPartyId;
        yield {
          row,
          assetName: assets.get(row.assetId)?.name ?? '',
          certificateNo: assets.get(row.assetId)?.certificateNo ?? '',
          pledgors: named(row.pledgorPartyIds),
          pledgee: named([row.pledgeePartyId]),
          ...(cover && { cover }),
          ...(firm !== undefined && { firm: names.get(firm) ?? firm }),
        };
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageRows) return;
      before = last.recordedPosition;
    }
  }

  private page(
    { standing, ...sides }: Awaited<ReturnType<typeof sidesAsked>>,
    caller: Pick<Caller, 'roles'>,
    now: string,
    before: number | undefined,
  ): Promise<PledgeView[]> {
    const all = this.dataSource.getRepository(PledgeView).createQueryBuilder('p').where('true');
    const query = filtered(pledgesSeenBy(all, caller, standing), sides, shanghaiDate(now));
    if (before !== undefined) query.andWhere('p.recordedPosition < :before', { before });
    return query.orderBy('p.recordedPosition', 'DESC').limit(pageRows).getMany();
  }

  private async assets(page: readonly PledgeView[]) {
    const rows = await this.dataSource.query<
      { id: string; name: string | null; certificateNo: string | null }[]
    >(
      `SELECT asset_id AS id, description->>'name' AS name, certificate_no AS "certificateNo"
       FROM read.asset WHERE asset_id = ANY($1::uuid[])`,
      [[...new Set(page.map(({ assetId }) => assetId))]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async learn(names: Map<string, string>, ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((partyId) => !names.has(partyId));
    if (unknown.length === 0) return;
    const rows = await this.dataSource.query<{ id: string; name: string }[]>(
      'SELECT party_id AS id, name FROM read.party WHERE party_id = ANY($1::uuid[])',
      [unknown],
    );
    for (const { id, name } of rows) names.set(id, name);
  }
}
