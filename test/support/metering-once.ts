import { organisations } from './apps.js';
import { ordersOf } from './orders.js';
import type { Once } from './once.js';
import type { World } from './world.js';

const { bank, buyer } = organisations;
const operator = [bank, 'operator'] as const;
const theBuyer = [buyer, 'manager'] as const;
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const clock = { now: () => '2026-11-20T02:00:00.000Z' };

/** A batch of use, and every movement of a wallet, each under one key. */
export const meteringOnce = async (world: World, once: Once): Promise<void> => {
  const orders = ordersOf(world.cluster, clock);
  const orderId = await orders.open({ seller: bank, buyer, until: 'contracted' });
  await orders.close();
  const used = (sequence: number) => ({
    meterId: 'gateway-1',
    events: [{ sequence, usedAt: '2026-11-20T01:30:00Z', quantity: 1 }],
    requestLogDigest: 'e'.repeat(64),
  });
  await once('exchange POST /v1/orders/{orderId}/usage', {
    ...{ as: [bank, 'manager'], things: { orderId } },
    ...{ body: used(1), other: used(2) },
  });

  const things = { party: buyer };
  const route = (rest: string) => `exchange POST /v1/wallets/{party}/${rest}`;
  const amounts = (more: object) => ({
    body: { amount: cny('10.00'), ...more },
    other: { amount: cny('9.00'), ...more },
  });
  const paidIn = amounts({ ground: 'topUp', reference: 'B-1' });
  await once(route('credits'), { as: operator, things, ...paidIn });
  await once(route('credits'), { as: operator, things, ...paidIn });
  const paidOut = amounts({ ground: 'payOut', reference: 'B-2' });
  await once(route('debits'), { as: operator, things, ...paidOut });
  const held = amounts({ orderId, ground: 'deposit' });
  const holdId = await once(route('holds'), { as: theBuyer, things, ...held });
  const of = { as: operator, things: { ...things, holdId } };
  const part = { body: { amount: cny('4.00') }, other: { amount: cny('5.00') } };
  await once(route('holds/{holdId}/capture'), { ...of, ...part });
  const why = { body: { reason: '交易取消' }, other: { reason: '另有原因' } };
  await once(route('holds/{holdId}/void'), { ...of, ...why });
};
