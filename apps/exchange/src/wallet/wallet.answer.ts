import type { WalletDto, WalletEntryDto } from '@ledger/contracts/wallet/wallet.dto.js';
import { fromMinorUnits, sumMoney, type Money } from '@ledger/domain/money.js';
import type { WalletEvent } from '@ledger/domain/wallet/wallet.events.js';
import { fundsAt, hasLapsed } from '@ledger/domain/wallet/wallet.state.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { OpenedWallet } from './wallet.evidence.js';

/** A wallet at an instant: holds whose time is over are no longer among its holds. */
export const walletAnswer = ({ partyId, wallet }: OpenedWallet, now: string): WalletDto => {
  const { available, held } = fundsAt(wallet.state, now);
  const open = [...wallet.state.holds.values()].filter((hold) => !hasLapsed(hold, now));
  return {
    partyId,
    available: fromMinorUnits(available),
    held: fromMinorUnits(held),
    holds: open.map(({ holdId: id, orderId, ground, remaining, expiresAt }) => ({
      ...{ id, orderId, ground, expiresAt },
      remaining: fromMinorUnits(remaining),
    })),
    version: wallet.version,
  };
};

/** A movement on the wire. */
export const entryAnswer = (event: RecordedOf<WalletEvent>): WalletEntryDto => ({
  type: event.type,
  ...saidBy(event),
  version: event.version,
  position: event.position,
  recordedAt: event.recordedAt,
});

type Said = Omit<WalletEntryDto, 'type' | 'version' | 'position' | 'recordedAt'>;

const saidBy = ({ type, data }: WalletEvent): Said => {
  switch (type) {
    case 'WalletCredited':
    case 'WalletDebited': {
      const { amount, ground, reference, orderId } = data;
      return { amount, ground, reference, ...(orderId !== undefined && { orderId }) };
    }
    case 'FundsHeld': {
      const { amount, ground, orderId, holdId } = data;
      return { amount, ground, orderId, holdId };
    }
    case 'HoldCaptured': {
      const { amount, orderId, holdId } = data;
      const freed = freedBy(data);
      return { amount, orderId, holdId, ...(freed.amount !== '0.00' && { freed }) };
    }
    case 'HoldVoided':
      return { amount: freedBy(data), orderId: data.orderId, holdId: data.holdId, ...why(data) };
    case 'HoldLapsed':
      return { amount: freedBy(data), orderId: data.orderId, holdId: data.holdId };
  }
};

const why = ({ reason }: { readonly reason: string }) => ({ reference: reason });

/** What has come back to the free account. */
const freedBy = ({
  partyId,
  postings = [],
}: Pick<WalletEvent['data'], 'partyId' | 'postings'>): Money =>
  sumMoney(
    postings.filter(({ credit }) => credit === `prepaid:${partyId}`).map(({ amount }) => amount),
  );
