import type { OrderDto, OrderStepDto } from '@ledger/contracts/order/order.dto.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { OrderView } from './order.view.js';

/** The order on the wire. */
export const orderAnswer = (row: Omit<OrderView, 'lastPosition'>): OrderDto => ({
  id: row.orderId,
  offerId: row.offerId,
  offerVersion: row.offerVersion,
  sellerPartyId: row.sellerPartyId,
  buyerPartyId: row.buyerPartyId,
  state: row.state,
  content: row.content,
  purpose: row.purpose,
  placedOn: row.placedOn,
  ...(row.licence && { licence: row.licence }),
  signatures: row.signatures,
  ...(row.refusal && { refusal: row.refusal }),
  ...(row.cancellation && { cancellation: row.cancellation }),
  price: { amount: row.gross, currency: 'CNY' },
  ...(row.ending !== null && { ending: { reason: row.ending } }),
  version: row.version,
});

/** What happened, for the history. */
export const stepAnswer = (event: RecordedEvent): OrderStepDto => ({
  type: event.type,
  version: event.version,
  position: event.position,
  recordedAt: event.recordedAt,
  partyId: event.metadata.actor.partyId,
});
