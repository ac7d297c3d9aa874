import type { CreditLineDto } from '@ledger/contracts/financing/credit-line.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import {
  type CreditBase,
  creditBaseOn,
  creditOf,
  holdsOn,
} from '@ledger/domain/financing/credit-line.js';
import { sumMoney } from '@ledger/domain/money.js';
import { isStateBody } from '@ledger/domain/party/party-class.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { unpackedTitle } from '@ledger/domain/title/packed-title.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { lookAtTitles } from '@ledger/http/titles/many-titles.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { creditBaseFold, unpackedValuations } from './credit-base.projection.js';
import type { CreditBaseView } from './credit-base.view.js';
import { FinancingEvidence } from './financing.evidence.js';

/** Assets of one portfolio, at most. */
const assetsMax = 500;
/** Tables that an answer rests on: what the lines are made from, and what is registered. */
const tables = [creditBaseFold.name, 'asset'];

type Row = Pick<CreditBaseView, 'assetId' | 'base' | 'title' | 'valuations' | 'lastPosition'> & {
  readonly certified: boolean;
  /** Core data is no security, whatever it is worth (guide art. 15, 22). */
  readonly core: boolean;
};

/** One asset of a portfolio, from its row or, where it was not followed, from the log. */
interface Seen {
  readonly assetId: string;
  readonly title: Title;
  readonly base: CreditBase;
  readonly certified: boolean;
  readonly core: boolean;
  readonly position?: number;
}

/**
 * What a line rests on is made by a projection whenever a title or its appraisals change; a lender's
 * policy is applied to it when he asks. One statement reads a whole portfolio together with the
 * position up to which everything is in it.
 */
@Injectable()
export class CreditLines {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async of(partyId: string, caller: Caller, after: number | undefined): Promise<CreditLineDto> {
    for (const table of tables) await readYourWrites(this.readModels, table, after);
    const at = this.clock.now();
    const [whose, own] = await this.standings.ofEach([partyId, caller.partyId]);
    const holderIds = [...new Set([partyId, ...(whose?.joint ?? [])])];
    const { version, terms } = await this.evidence.lending(caller.partyId);
    const { asOf, rows } = await this.portfolio(holderIds, shanghaiDate(at));
    const readers = [...new Set([caller.partyId, ...(own?.joint ?? [])])];
    const isSeen = ({ title }: Seen): boolean =>
      readers.some((id) =>
        ['full', 'encumbrances'].includes(sightOf(title, { ...caller, partyId: id }, at)),
      );
    const { state } = await this.loop.load(partyKind, partyStream(partyId));
    const isState = isStateBody(state.registration?.partyClass);
    const lenderPartyIds = own?.sole ?? [];
    const lines = (await this.seen(rows, at, lenderPartyIds)).filter(isSeen).map((one) => ({
      ...creditOf(
        one.assetId,
        { ...one.base, pledgeable: one.base.pledgeable && !one.core && !isState },
        one.certified,
        terms,
      ),
      ...(one.position !== undefined && { position: one.position }),
    }));
    return {
      partyId,
      asOf,
      haircut: terms.haircut,
      ratioMax: terms.ratioMax,
      policyVersion: version,
      total: sumMoney(lines.map(({ line }) => line)),
      items: lines,
    };
  }

  /** The rows, and the least of the positions that their tables have reached. */
  private async portfolio(holderIds: readonly string[], today: string) {
    const [found] = await this.dataSource.query<{ asOf: string | null; rows: Row[] | null }[]>(
      `WITH portfolio AS (
         SELECT b.asset_id AS "assetId", b.base, b.title, b.valuations,
           b.last_position AS "lastPosition",
           a.grade IS NOT DISTINCT FROM 'core' AS core,
           a.state = 'registered' AND (a.valid_until IS NULL OR a.valid_until >= $3) AS certified
         FROM read.credit_base b JOIN read.asset a ON a.asset_id = b.asset_id::uuid
         WHERE b.holder_party_ids && $1::text[] ORDER BY b.asset_id LIMIT $2
       )
       SELECT (SELECT min(position) FROM read.checkpoint WHERE name = ANY ($4)) AS "asOf",
         (SELECT jsonb_agg(to_jsonb(portfolio) ORDER BY "assetId") FROM portfolio) AS rows`,
      [holderIds, assetsMax + 1, today, tables],
    );
    const rows = found?.rows ?? [];
    if (rows.length > assetsMax) return refuse('credit_line_too_wide', { assets: assetsMax });
    return { asOf: Number(found?.asOf ?? 0), rows };
  }

  private async seen(
    rows: readonly Row[],
    at: string,
    lenderPartyIds: readonly string[],
  ): Promise<readonly Seen[]> {
    const lender = { lenderPartyIds };
    const live = rows.filter(({ title }) => title === null).map(({ assetId }) => assetId);
    const also = (assetId: string) => [{ kind: valuationKind, stream: `valuation-${assetId}` }];
    const look = live.length > 0 ? await lookAtTitles(this.loop, live, { now: at, also }) : null;
    return rows.flatMap(({ assetId, base, certified, core, ...row }): Seen[] => {
      if (row.title === null || row.valuations === null) {
        const title = look?.titles.get(assetId);
        const valuations = look?.view.of(valuationKind, `valuation-${assetId}`).state;
        if (title === undefined || valuations === undefined) return [];
        const made = creditBaseOn(title, valuations, at, lender);
        return [{ assetId, title, base: made, certified, core }];
      }
      const title = unpackedTitle(row.title);
      const valuations = unpackedValuations(row.valuations);
      const made = base !== null && holdsOn(base, shanghaiDate(at)) ? base : undefined;
      // A base is made for nobody: one's own choice of an appraisal counts for oneself alone.
      const chose = valuations.choices.some((one) => lenderPartyIds.includes(one.lenderPartyId));
      const holds = chose || !made ? creditBaseOn(title, valuations, at, lender) : made;
      return [{ assetId, title, base: holds, certified, core, position: Number(row.lastPosition) }];
    });
  }
}
