import { lastDayOf } from '@ledger/domain/month.js';
import {
  nettingKind,
  nettingStream,
  type NetMonth,
} from '@ledger/domain/settlement/netting.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { LedgerRows } from './ledger-rows.js';
import { moneyProjection } from './money.projection.js';

/** Before the first day of any account. */
const beginning = '1970-01-01';

/**
 * Closing balances of a party's month (pattern 2). They come of all its orders, which no stream
 * holds: so they are read from the table of days, the one decision that rests on a table, once that
 * has caught up with a look at the log, whose position the event names.
 */
@Injectable()
export class NettingEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(LedgerRows) private readonly rows: LedgerRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  async of(
    partyId: string,
    month: string,
  ): Promise<Pick<NetMonth['data'], 'closings' | 'balancesAt'>> {
    const stream = nettingStream(partyId);
    const { asOf: balancesAt } = await this.loop.view([{ kind: nettingKind, stream }]);
    await readYourWrites(this.readModels, moneyProjection.name, balancesAt);
    const ids = (await this.rows.ownAccounts(partyId)).map(({ accountId }) => accountId);
    const sums = await this.rows.sums(ids, beginning, lastDayOf(month));
    const closings = sums.map(({ accountId, debitMinor, creditMinor }) => ({
      accountId,
      minor: String(BigInt(creditMinor) - BigInt(debitMinor)),
    }));
    return { closings, balancesAt };
  }
}
