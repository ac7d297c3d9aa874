import { organisations } from '../../support/apps.js';
import { actorOf, ordersOf } from '../../support/orders.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import type { Once, Ask } from '../../support/once.js';
import type { World } from '../../support/world.js';

const { bank, buyer } = organisations;
const theSeller = [bank, 'manager'] as const;
const theBuyer = [buyer, 'manager'] as const;
const operator = [bank, 'operator'] as const;
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const digest = (letter: string): string => letter.repeat(64);

/** Every step of orders, from the counter-offer to the refund, each under one key. */
export const ordersOnce = async (world: World, once: Once, offerId: string): Promise<void> => {
  const { exchange } = world;
  const step = (rest: string) => `exchange POST /v1/orders/{orderId}/${rest}`;
  const placed = async (): Promise<string> => {
    const wanted = { offerId, purpose: '授信评估' };
    return (await world.post(exchange, '/v1/orders', wanted, [...theBuyer])).id;
  };
  const signed = async (orderId: string, termsVersion = 1): Promise<void> => {
    const signature = { contractDigest: digest('c'), termsVersion };
    for (const side of [theSeller, theBuyer]) {
      await world.post(exchange, `/v1/orders/${orderId}/signatures`, signature, [...side]);
    }
  };
  const paid = { amount: cny('2.00'), reference: '甲' };
  const orderId = await placed();
  const of = (as: Ask['as'], body: object, other: object, more: object = {}): Ask => ({
    as,
    things: { orderId, ...more },
    body,
    other,
  });
  const price = { price: { amount: cny('2.00'), vatIncluded: true } };
  await once(step('proposals'), of(theBuyer, price, { acceptanceDays: 9 }));
  await signed(orderId, 2);
  const change = { acceptanceDays: 9, contractDigest: digest('9') };
  const changed = { ...change, acceptanceDays: 8 };
  await once(step('amendments'), of(theSeller, change, changed));
  const [nine, eight] = [{ contractDigest: digest('9') }, { contractDigest: digest('8') }];
  await once(
    step('amendments/{amendmentNo}/agreement'),
    of(theBuyer, nine, eight, { amendmentNo: '1' }),
  );
  await world.post(exchange, `/v1/orders/${orderId}/amendments`, {
    ...change,
    contractDigest: digest('7'),
  });
  const [no, later] = [{ reason: '不同意' }, { reason: '以后再说' }];
  await once(
    step('amendments/{amendmentNo}/decline'),
    of(theBuyer, no, later, { amendmentNo: '2' }),
  );
  await once(step('funding'), of(operator, paid, { ...paid, reference: '乙' }));
  const batch = { contentDigest: digest('d'), isLast: true };
  await once(step('deliveries'), of(theSeller, batch, { ...batch, isLast: false }));
  const [came, other] = [{ contentDigest: digest('d') }, { contentDigest: digest('e') }];
  await once(
    step('deliveries/{deliveryNo}/receipt'),
    of(theBuyer, came, other, { deliveryNo: '1' }),
  );
  const fault = { ground: 'quality', explanation: '有误' };
  await once(step('rejection'), of(theBuyer, fault, { ...fault, ground: 'other' }));
  await world.post(exchange, `/v1/orders/${orderId}/deliveries`, batch);
  const claim = { ground: 'quality', claim: '减价' };
  await once(step('disputes'), of(theBuyer, claim, { ...claim, ground: 'other' }));
  await once(step('disputes/{disputeNo}/withdrawal'), of(theBuyer, no, later, { disputeNo: '1' }));
  await world.post(exchange, `/v1/orders/${orderId}/disputes`, claim, [...theBuyer]);
  const decided = { outcome: 'dismissed', reason: '无据' };
  const decision = of(operator, decided, { ...decided, reason: '另有原因' }, { disputeNo: '2' });
  await once(step('disputes/{disputeNo}/resolution'), decision);
  await once(step('acceptance'), { as: theBuyer, things: { orderId } });
  const all = { kind: 'full', reason: '商誉' };
  await once(step('refund'), of(theSeller, all, { ...all, reason: '另有原因' }));
  const proof = { how: 'deletion', proofDigest: digest('f') };
  const proven = of(theBuyer, proof, { ...proof, how: 'useStop' }, { refundNo: '1' });
  await once(step('refunds/{refundNo}/use-end'), proven);

  await endedOnce(world, once, offerId);
  await chargedOnce(world, once, offerId);
};

/** Charges of orders whose sides agreed on a plan of their own. */
const chargedOnce = async (world: World, once: Once, offerId: string): Promise<void> => {
  const { exchange } = world;
  const contractedUnder = async (pricePlan: object): Promise<string> => {
    const wanted = { offerId, purpose: '授信评估' };
    const orderId = (await world.post(exchange, '/v1/orders', wanted, [...theBuyer])).id;
    await world.post(exchange, `/v1/orders/${orderId}/proposals`, { pricePlan }, [...theBuyer]);
    for (const side of [theSeller, theBuyer]) {
      const signature = { contractDigest: digest('c'), termsVersion: 2 };
      await world.post(exchange, `/v1/orders/${orderId}/signatures`, signature, [...side]);
    }
    return orderId;
  };
  const units = { kind: 'package', units: 5, validDays: 30 };
  const orderId = await contractedUnder({ ...units, amount: cny('9.00'), vatIncluded: true });
  await once('exchange POST /v1/orders/{orderId}/packages', {
    ...{ as: theBuyer, things: { orderId }, body: { packages: 1 }, other: { packages: 2 } },
  });
  await once('exchange POST /v1/orders/{orderId}/charges/{chargeNo}/credit', {
    ...{ as: theSeller, things: { orderId, chargeNo: '1' } },
    body: { amount: cny('1.00'), reason: '减免' },
    other: { amount: cny('2.00'), reason: '减免' },
  });
  const lastMonth = { now: () => '2026-10-05T02:00:00.000Z' };
  const orders = ordersOf(world.cluster, lastMonth);
  const declared = await orders.open({
    ...{ seller: bank, buyer, until: 'contracted', metering: { unit: 'result' } },
    terms: { from: '2026-10-01' },
    pricePlan: { kind: 'perResult', unitPrice: '2.00', counting: 'declared', vatIncluded: true },
  });
  /** An order of which one yuan is to be given back, for a proof that nobody gives. */
  const unproven = async (): Promise<string> => {
    const id = await orders.open({ seller: bank, buyer, terms: { from: '2026-10-01' } });
    const batch = { orderId: id, contentDigest: digest('d'), isLast: true };
    const data = { ...batch, gate: { titleVersion: 7 } };
    await orders.act(id, actorOf(bank), { type: 'DeliverData', data });
    const amount = { amount: '1.00', currency: 'CNY' } as const;
    const part = { orderId: id, kind: 'partial', amount, reason: '商誉' } as const;
    await orders.act(id, actorOf(bank), { type: 'GrantRefund', data: part });
    return id;
  };
  const [waiting, undecided] = [await unproven(), await unproven()];
  await orders.close();
  const decision = { price: cny('119999.50'), reason: '折价补偿' };
  await once('exchange POST /v1/orders/{orderId}/refunds/{refundNo}/decision', {
    ...{ as: operator, things: { orderId: undecided, refundNo: '1' } },
    ...{ body: decision, other: { ...decision, reason: '另有原因' } },
  });
  await once('exchange POST /v1/orders/{orderId}/refunds/{refundNo}/withdrawal', {
    ...{ as: theSeller, things: { orderId: waiting, refundNo: '1' } },
    ...{ body: { reason: '逾期未证明删除' }, other: { reason: '另有原因' } },
  });
  const month = { from: '2026-10-01', reportDigest: digest('f') };
  await once('exchange POST /v1/orders/{orderId}/charges', {
    ...{ as: theSeller, things: { orderId: declared } },
    ...{ body: { ...month, results: 3 }, other: { ...month, results: 4 } },
  });
};

/** How a contract ends early, and agreements. */
const endedOnce = async (world: World, once: Once, offerId: string): Promise<void> => {
  const wanted = { offerId, purpose: '授信评估' };
  const orderId = (await world.post(world.exchange, '/v1/orders', wanted, [...theBuyer])).id;
  for (const side of [theSeller, theBuyer]) {
    const signature = { contractDigest: digest('c') };
    await world.post(world.exchange, `/v1/orders/${orderId}/signatures`, signature, [...side]);
  }
  const ending = { reason: 'agreed', explanation: '不再需要' };
  const ends = { body: ending, other: { ...ending, explanation: '另有原因' } };
  const termination = 'exchange POST /v1/orders/{orderId}/termination';
  await once(termination, { as: theBuyer, things: { orderId }, ...ends });

  const shares = [{ partyId: partyIdOf('uscc', bank), role: 'operator', ratio: '1/1' }];
  const terms = { base: 'netOfFee', first: [], tiers: [{ shares }], guarantees: [] };
  const rule = { name: '收益分配', from: '2026-11-20', terms, contractDigest: digest('a') };
  const agreed = { as: theSeller, body: rule, other: { ...rule, name: '别的' } };
  const sharingId = await once('exchange POST /v1/revenue-shares', agreed);
  const next = { ...rule, from: '2026-11-21', name: '收益分配二' };
  const revised = { as: theSeller, things: { sharingId }, body: next, other: rule };
  await once('exchange POST /v1/revenue-shares/{sharingId}/versions', revised);
};
