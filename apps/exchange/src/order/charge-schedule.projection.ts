import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { ChargeScheduleView } from './charge-schedule.view.js';

/** One row per order that the clock will charge: when next, as the order's own events say. */
export const chargeScheduleFold: RowFold<OrderEvent, ChargeScheduleView> = {
  name: 'charge-schedule',
  categories: ['order'],
  table: ChargeScheduleView,
  key: 'orderId',
  keysOf: ({ type, data }) => (concerned.has(type) ? [data.orderId] : []),
  evolve: (row, event) => after(row, event),
};

const concerned: ReadonlySet<string> = new Set<OrderEvent['type']>([
  'OrderContracted',
  'ChargePosted',
  'ChargesSettled',
  'ChargingEnded',
  'OrderRefunded',
  'OrderCancelled',
  'LicenceRefused',
  'OrderClosed',
]);

type Row = Omit<ChargeScheduleView, 'lastPosition'>;

const after = (row: Row | undefined, event: RecordedOf<OrderEvent>): Row | undefined => {
  const { type, data } = event;
  if (type === 'OrderContracted') {
    return data.chargeOn === undefined
      ? undefined
      : { orderId: data.orderId, nextOn: data.chargeOn };
  }
  if (type !== 'ChargePosted' && type !== 'ChargesSettled') return undefined;
  // A charge between two periods leaves the schedule as it is; a longer validity moves it.
  return row && { ...row, nextOn: data.nextOn ?? row.nextOn };
};
