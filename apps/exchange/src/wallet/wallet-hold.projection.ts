import type { WalletEvent } from '@ledger/domain/wallet/wallet.events.js';
import { instantOf, microsOf } from '@ledger/event-store/instant.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { WalletHoldView } from './wallet-hold.view.js';

/** One row per open hold. */
export const walletHoldFold: RowFold<WalletEvent, WalletHoldView> = {
  name: 'wallet-hold',
  categories: ['wallet'],
  table: WalletHoldView,
  key: 'subject',
  keysOf: ({ data }) => ('holdId' in data ? [`${data.partyId}/${data.holdId}`] : []),
  evolve: (row, { type, data }, subject) => {
    switch (type) {
      case 'FundsHeld': {
        const { partyId, holdId } = data;
        return { subject, partyId, holdId, dueAt: instantOf(microsOf(data.expiresAt)) };
      }
      case 'HoldCaptured':
        return data.isFinal ? undefined : row;
      case 'WalletCredited':
      case 'WalletDebited':
        return row;
      case 'HoldVoided':
      case 'HoldLapsed':
        return undefined;
    }
  },
};
