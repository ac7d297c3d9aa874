import { Refused } from '@ledger/domain/refusal.js';
import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { instantOf, microsOf } from '@ledger/event-store/instant.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WalletHoldView } from './wallet-hold.view.js';

/** Rows looked at in one round. */
const roundMax = 100;

/**
 * Writes down that holds have lapsed. The table only says where to look: the wallet decides, and has
 * counted their money as free since the instant itself.
 */
@Injectable()
export class WalletLapseSweep implements Sweep {
  readonly name = 'wallet-lapse';
  readonly everySeconds = 30;
  private readonly handle;
  private readonly walk: DueWalk<WalletHoldView>;

  constructor(@Inject(CommandLoop) loop: CommandLoop, @Inject(DataSource) dataSource: DataSource) {
    this.handle = loop.handler(walletKind);
    const rows = { table: WalletHoldView, due: 'dueAt', id: 'subject', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    return this.walk.round(instantOf(microsOf(now)), (row) => this.lapse(row));
  }

  /** One where something was written now; a row that the projection has yet to remove counts none. */
  private async lapse({ partyId, holdId, subject }: WalletHoldView): Promise<number> {
    const data = { partyId, holdId };
    const context = dueContext(this.name, subject);
    try {
      const stream = walletStream(partyId);
      const { events, replayed } = await this.handle(stream, { type: 'LapseHold', data }, context);
      return replayed ? 0 : events.length;
    } catch (error) {
      // By the wallet's clock it is not due yet: the next round looks again.
      if (error instanceof Refused && error.code === 'hold_not_due') return 0;
      throw error;
    }
  }
}
