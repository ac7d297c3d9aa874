import type { CreditLineDto } from '@ledger/contracts/financing/financing.dto.js';
import { creditOn } from '@ledger/domain/financing/credit-line.js';
import { sumMoney } from '@ledger/domain/money.js';
import { refuse } from '@ledger/domain/refusal.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
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
import { FinancingEvidence } from './financing.evidence.js';

/** Assets of one portfolio, at most. */
const assetsMax = 500;
/** Table that says who holds what. */
const holderTable = 'title-holder';

/**
 * The table of holders names the assets in one statement; titles and appraisals of all of them are
 * then seen in one look at the log, so that an answer never mixes two moments.
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
    await readYourWrites(this.readModels, holderTable, after);
    const { joint } = await this.standings.of(partyId);
    const assetIds = await this.assetsOf([...new Set([partyId, ...joint])]);
    const { version, terms } = await this.evidence.lending(caller.partyId);
    const at = this.clock.now();
    const also = (assetId: string) => [{ kind: valuationKind, stream: `valuation-${assetId}` }];
    const { view, titles } = await lookAtTitles(this.loop, assetIds, { now: at, also });
    const items = [...titles].flatMap(([assetId, title]) => {
      const isSeen = ['full', 'encumbrances'].includes(sightOf(title, caller, at));
      const { state } = view.of(valuationKind, `valuation-${assetId}`);
      return isSeen ? [creditOn(title, state, terms, at)] : [];
    });
    return {
      partyId,
      asOf: view.asOf,
      haircut: terms.haircut,
      ratioMax: terms.ratioMax,
      policyVersion: version,
      total: sumMoney(items.map(({ line }) => line)),
      items,
    };
  }

  private async assetsOf(partyIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ assetId: string }[]>(
      `SELECT DISTINCT asset_id AS "assetId" FROM read.title_holder
       WHERE party_id = ANY ($1::text[]) ORDER BY asset_id LIMIT $2`,
      [partyIds, assetsMax + 1],
    );
    if (rows.length > assetsMax) return refuse('credit_line_too_wide', { assets: assetsMax });
    return rows.map(({ assetId }) => assetId);
  }
}
