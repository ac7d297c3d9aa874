import { addDays, orNextWorkingDay, shanghaiDate, type WorkingDays } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { isMoving } from './deal.js';
import type { InPlaceOf } from './order.commands.js';
import { sideOf } from './order.state.js';
import type { OrderSide, OrderStage, OrderState, PlacedOrder } from './order.state.js';

/**
 * Events of one order, at most. What opens something (a proposal, a payment, a batch, a dispute) is
 * refused from `openingsMax` on, so that what is open can always be brought to its end.
 */
export const orderEventsMax = 1_000;
export const openingsMax = 900;

/** Refunds of one order in parts; all of it can be given back after that too. */
export const refundsMax = 4;

export const placedOrder = (state: OrderState, orderId: string): PlacedOrder =>
  state ?? refuse('order_not_found', { orderId });

/** An outsider gets the same answer as for an order that is not there. */
export const partOf = (
  state: OrderState,
  { orderId, standsFor }: { readonly orderId: string } & InPlaceOf,
  { actor }: Meta,
): { readonly order: PlacedOrder; readonly side: OrderSide } => {
  const order = placedOrder(state, orderId);
  const side = sideOf(order, standsFor ?? [actor.partyId]);
  return { order, side: side ?? refuse('order_not_found', { orderId }) };
};

/** The order for one of its sides; the other side learns that this is not its to do. */
export const orderOfSide = (
  state: OrderState,
  data: { readonly orderId: string } & InPlaceOf,
  meta: Meta,
  only: OrderSide,
): PlacedOrder => {
  const { order, side } = partOf(state, data, meta);
  return side === only ? order : refuse('order_not_this_side', { orderId: data.orderId, only });
};

export const checkStage = (order: PlacedOrder, ...allowed: readonly OrderStage[]): void => {
  const { orderId, stage } = order;
  if (!allowed.includes(stage)) refuse('order_state_forbids', { orderId, state: stage });
};

export const checkRoom = ({ orderId, version }: PlacedOrder): void => {
  if (version >= openingsMax) refuse('order_full', { orderId });
};

/** While the right moves nothing else is decided: it takes as long as the title is told. */
export const checkNotMoving = (order: PlacedOrder): void => {
  if (isMoving(order)) refuse('order_transfer_pending', { orderId: order.orderId });
};

export const conflict = ({ orderId, stage }: PlacedOrder): never =>
  refuse('order_state_conflict', { orderId, state: stage });

export const other = (side: OrderSide): OrderSide => (side === 'seller' ? 'buyer' : 'seller');

/** The last day of a period that begins today, moved to a working day where it ends on none. */
export const lastDay = ({ now }: Meta, days: number, calendar?: WorkingDays): string =>
  orNextWorkingDay(addDays(shanghaiDate(now), days), calendar);
