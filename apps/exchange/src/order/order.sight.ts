import { sideOf } from '@ledger/domain/order/order.state.js';
import type { Caller } from '@ledger/http/auth/caller.js';

/** Operator and platform auditor see every order. */
export const seesAllOrders = ({ roles }: Caller): boolean =>
  roles.includes('operator') || roles.includes('auditor');

/** An order is its two sides'; who only administers the platform sees no business. */
export const seesOrder = (
  caller: Caller,
  order: { readonly sellerPartyId: string; readonly buyerPartyId: string },
): boolean =>
  seesAllOrders(caller) ||
  (sideOf(order, caller.partyId) !== undefined && caller.roles.some((role) => role !== 'admin'));
