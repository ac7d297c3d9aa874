import type { WorkingDays } from '@ledger/domain/calendar.js';
import type { DeliveryGate, PlaceOrder } from '@ledger/domain/order/order.commands.js';
import type { PlacedOrder } from '@ledger/domain/order/order.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';

/** All that a placing rests on, but for what the buyer says. */
export type PlacingFacts = Omit<PlaceOrder['data'], 'orderId' | 'purpose' | 'licenceId' | 'wanted'>;

/**
 * What the slice of orders lends to others that place or sign in somebody's name: the evidence of a
 * placing (pattern 2), the calendar by which last days are moved, and what is looked at again before
 * data leaves.
 */
export interface OrderPlacing {
  of(offerId: string, buyer: Pick<CommandContext, 'actor' | 'register'>): Promise<PlacingFacts>;
  calendar(): Promise<WorkingDays>;
  gate(order: PlacedOrder): Promise<DeliveryGate>;
}

/** Injection token of the `OrderPlacing`; the slice of orders provides it. */
export const ORDER_PLACING = Symbol('OrderPlacing');
