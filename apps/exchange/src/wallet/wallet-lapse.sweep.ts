import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { instantOf, microsOf } from '@ledger/event-store/instant.js';
import { DueSweep, unlessRefused, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WalletHoldView } from './wallet-hold.view.js';

/**
 * Writes down that holds have lapsed. The wallet has counted their money as free since the instant
 * itself.
 */
@Injectable()
export class WalletLapseSweep extends DueSweep<WalletHoldView> {
  readonly name = 'wallet-lapse';
  readonly everySeconds = 30;
  private readonly handle;

  constructor(@Inject(CommandLoop) loop: CommandLoop, @Inject(DataSource) dataSource: DataSource) {
    super(dataSource, { table: WalletHoldView, due: 'dueAt', id: 'subject' });
    this.handle = loop.handler(walletKind);
  }

  protected override dueBy(now: string): string {
    return instantOf(microsOf(now));
  }

  protected settle({ partyId, holdId, subject }: WalletHoldView): Promise<number> {
    const command = { type: 'LapseHold', data: { partyId, holdId } } as const;
    const lapsed = this.handle(walletStream(partyId), command, dueContext(this.name, subject));
    return unlessRefused('hold_not_due', writtenNow(lapsed));
  }
}
