import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import type { WalletEvent } from '@ledger/domain/wallet/wallet.events.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads what moved in wallets from the log. */
@Injectable()
export class WalletEntries {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** Versions `from` to `upTo`, newest first. */
  async of(
    partyId: string,
    from: number,
    upTo: number,
  ): Promise<readonly RecordedOf<WalletEvent>[]> {
    if (upTo < from) return [];
    const events = await this.log.read(walletStream(partyId), from, upTo);
    return events.map((event): RecordedOf<WalletEvent> => upcast(walletKind, event)).reverse();
  }
}
