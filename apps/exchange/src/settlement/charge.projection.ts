import { minorUnits } from '@ledger/domain/money.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { ChargeView } from './charge.view.js';

type Row = Omit<ChargeView, 'lastPosition'>;

export const chargeIdOf = (orderId: string, chargeNo: number): string => `${orderId}.c${chargeNo}`;

/** One row per charge. */
export const chargeFold: RowFold<OrderEvent, ChargeView> = {
  name: 'charge',
  categories: ['order'],
  table: ChargeView,
  key: 'chargeId',
  keysOf: ({ type, data }) => {
    const { orderId } = data;
    if (type === 'ChargePosted') {
      const taken = (data.credits ?? []).map(({ chargeNo }) => chargeNo);
      return [data.chargeNo, ...taken].map((chargeNo) => chargeIdOf(orderId, chargeNo));
    }
    if (type !== 'ChargesSettled') return [];
    return data.charges.map(({ chargeNo }) => chargeIdOf(orderId, chargeNo));
  },
  evolve: (row, event, chargeId) => after(row, event, chargeId),
};

const after = (
  row: Row | undefined,
  event: RecordedOf<OrderEvent>,
  chargeId: string,
): Row | undefined => {
  const { type, data, position } = event;
  if (type === 'ChargesSettled') return row && { ...row, isSettled: true };
  if (type !== 'ChargePosted') return row;
  if (row !== undefined) {
    const taken = (data.credits ?? [])
      .filter(({ chargeNo }) => chargeIdOf(data.orderId, chargeNo) === chargeId)
      .reduce((sum, { amount }) => sum + minorUnits(amount), BigInt(row.takenBackMinor));
    return { ...row, takenBackMinor: String(taken) };
  }
  const { orderId, chargeNo, sellerPartyId, buyerPartyId, on, postings: _, ...rest } = data;
  const { division: _division, ...content } = rest;
  return {
    ...{ chargeId, orderId, chargeNo, sellerPartyId, buyerPartyId, onDate: on, content },
    ...{ takenBackMinor: '0', isSettled: false, position },
  };
};
