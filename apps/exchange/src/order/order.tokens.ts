import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { OrderState } from '@ledger/domain/order/order.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';

/** Injection token of the function that runs commands on orders. */
export const HANDLE_ORDER = Symbol('HandleOrder');

export type HandleOrder = Handle<OrderCommand, OrderEvent, OrderState>;

/** Injection token of the function that reads an order from the log (linearizable). */
export const LOAD_ORDER = Symbol('LoadOrder');

export type LoadOrder = (orderId: string) => Promise<Loaded<OrderState>>;

/** Injection token of the function that reads an order's events from the log, up to a version. */
export const READ_ORDER = Symbol('ReadOrder');

export type ReadOrder = (
  orderId: string,
  upTo: number,
) => Promise<readonly RecordedOf<OrderEvent>[]>;
