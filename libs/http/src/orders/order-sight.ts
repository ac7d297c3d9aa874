import { sideOf } from '@ledger/domain/order/order.state.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '../auth/caller.js';

/** Operator and platform auditor see every order. */
export const seesAllOrders = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.includes('operator') || roles.includes('auditor');

/** An order is its two sides', or their successors'; who only administers the platform sees no business. */
export const seesOrder = (
  caller: Pick<Caller, 'roles'>,
  { joint }: Standing,
  order: { readonly sellerPartyId: string; readonly buyerPartyId: string },
): boolean =>
  seesAllOrders(caller) ||
  (sideOf(order, joint) !== undefined && caller.roles.some((role) => role !== 'admin'));
