import type { CreditLineDto } from '@ledger/contracts/financing/financing.dto.js';
import { creditOn } from '@ledger/domain/financing/credit-line.js';
import { sumMoney } from '@ledger/domain/money.js';
import { refuse } from '@ledger/domain/refusal.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
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
  ) {}

  async of(partyId: string, caller: Caller, after: number | undefined): Promise<CreditLineDto> {
    await readYourWrites(this.readModels, holderTable, after);
    const assetIds = await this.assetsOf(partyId);
    const { version, terms } = await this.evidence.lending(caller.partyId);
    const at = this.clock.now();
    const asks = assetIds.flatMap((assetId) => [
      { kind: titleKind, stream: titleStream(assetId) },
      { kind: valuationKind, stream: `valuation-${assetId}` },
    ]);
    const view = await this.loop.view(asks);
    const items = assetIds.flatMap((assetId) => {
      const { state: title } = view.of(titleKind, titleStream(assetId));
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

  private async assetsOf(partyId: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ assetId: string }[]>(
      `SELECT DISTINCT asset_id AS "assetId" FROM read.title_holder
       WHERE party_id = $1 ORDER BY asset_id LIMIT $2`,
      [partyId, assetsMax + 1],
    );
    if (rows.length > assetsMax) return refuse('credit_line_too_wide', { assets: assetsMax });
    return rows.map(({ assetId }) => assetId);
  }
}
