import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { holdsMax } from '@ledger/domain/wallet/wallet.decider.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { noStream } from '@ledger/event-store/digest.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import { WalletLapseSweep } from '@ledger/exchange/wallet/wallet-lapse.sweep.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { actorOf, ordersOf } from '../support/orders.js';
import type { Orders } from '../support/orders.js';

const { bank: seller, buyer, secondLender: stranger } = organisations;
const start = '2026-11-20T02:00:00.000Z';
const tomorrow = '2026-11-21T02:00:00Z';
const cny = (amount: string) => ({ amount, currency: 'CNY' });

let now = start;
let cluster: TestCluster;
let exchange: RunningApp;
let orders: Orders;

type Who = readonly [org: string, ...roles: CallerRole[]];
const theBuyer: Who = [buyer, 'manager'];
const operator: Who = [seller, 'operator'];

beforeAll(async () => {
  const clock = { now: () => now };
  cluster = await createCluster({ clock });
  orders = ordersOf(cluster, clock);
  const registry = await cluster.startRegistry();
  for (const org of [seller, buyer]) {
    const identifier = { kind: 'uscc', value: org };
    const body = { identifier, name: org, partyClass: 'enterprise' };
    const authorization = await cluster.bearer(org, 'manager');
    await registry.http.post('/v1/parties').set({ authorization }).send(body);
  }
  await registry.close();
  exchange = await cluster.startExchange();
});
afterAll(async () => {
  await orders.close();
  await cluster.close();
});
beforeEach(() => {
  now = start;
});

const post = async (as: Who, path: string, body: object, headers: object = {}) =>
  exchange.http
    .post(`/v1/wallets/${path}`)
    .set({ authorization: await cluster.bearer(...as), ...headers })
    .send(body);

const get = async (as: Who, path: string) =>
  exchange.http.get(`/v1/wallets/${path}`).set('authorization', await cluster.bearer(...as));

const funds = async (party = buyer) => {
  const { available, held, holds } = (await get(operator, party)).body as {
    available: { amount: string };
    held: { amount: string };
    holds: readonly { id: string }[];
  };
  return [available.amount, held.amount, holds.length];
};

/** The wallet begins with nothing in every test, whatever the one before left. */
const emptied = async () => {
  const { body } = await get(operator, buyer);
  for (const { id } of body.holds as readonly { id: string }[]) {
    await post(operator, `${buyer}/holds/${id}/void`, { reason: '测试' });
  }
  const left = (await get(operator, buyer)).body.available as { amount: string };
  if (left.amount === '0.00') return;
  await post(operator, `${buyer}/debits`, { amount: left, ground: 'payOut', reference: 'x' });
};
beforeEach(emptied);

const credit = (amount: string) =>
  post(operator, `${buyer}/credits`, { amount: cny(amount), ground: 'topUp', reference: 'B-1' });

const hold = (orderId: string, amount: string, more: object = {}, as: Who = theBuyer) =>
  post(as, `${buyer}/holds`, { orderId, ground: 'deposit', amount: cny(amount), ...more });

const capture = (holdId: string, amount: string, isFinal = false) =>
  post(operator, `${buyer}/holds/${holdId}/capture`, { amount: cny(amount), isFinal });

const open = (until: 'contracted' | 'funded' | 'placed' = 'contracted') =>
  orders.open({ seller, buyer, until });

const receivedBy = async (orderId: string): Promise<bigint | undefined> => {
  const loop = exchange.app.get(CommandLoop, { strict: false });
  return (await loop.load(orderKind, orderStream(orderId))).state?.received;
};

describe('a wallet', () => {
  it('is paid in to, held from, captured and paid out of, and shows all of it to its owner', async () => {
    const orderId = await open();
    const paidIn = await credit('1000');
    expect(paidIn.status).toBe(201);
    expect(paidIn.headers['location']).toBe(`/v1/wallets/${partyIdOf('uscc', buyer)}`);
    const { body: held } = await hold(orderId, '600', { expiresAt: tomorrow });
    expect(await funds()).toEqual(['400.00', '600.00', 1]);
    expect((await capture(held.id, '250.50')).status).toBe(200);
    expect(await funds()).toEqual(['400.00', '349.50', 1]);
    expect((await capture(held.id, '100.00', true)).status).toBe(200);
    expect(await funds()).toEqual(['649.50', '0.00', 0]);
    const out = { amount: cny('649.50'), ground: 'payOut', reference: 'B-2' };
    expect((await post(operator, `${buyer}/debits`, out)).status).toBe(201);
    expect(await funds()).toEqual(['0.00', '0.00', 0]);
    await cluster.settled();
    expect(await receivedBy(orderId)).toBe(35_050n);
    const { body } = await get(theBuyer, `${buyer}/entries?limit=3`);
    expect(body.items).toMatchObject([
      { type: 'WalletDebited', amount: cny('649.50'), ground: 'payOut', reference: 'B-2' },
      { type: 'HoldCaptured', amount: cny('100.00'), freed: cny('249.50'), orderId },
      { type: 'HoldCaptured', amount: cny('250.50'), holdId: held.id },
    ]);
    const rest = await get(theBuyer, `${buyer}/entries?limit=1&cursor=${body.next as string}`);
    expect(rest.body.items).toMatchObject([{ type: 'FundsHeld', ground: 'deposit' }]);
  });

  it('of another organisation, or of none, is not there', async () => {
    for (const as of [
      [stranger, 'manager'],
      [buyer, 'admin'],
    ] as const) {
      expect((await get(as, buyer)).body.code).toBe('wallet_not_found');
      expect((await get(as, `${buyer}/entries`)).body.code).toBe('wallet_not_found');
    }
    expect((await get(operator, newId())).body.code).toBe('wallet_not_found');
    const theirs = await hold(newId(), '1', {}, [stranger, 'manager']);
    expect([theirs.status, theirs.body.code]).toEqual([404, 'wallet_not_found']);
    expect((await get([stranger, 'auditor'], buyer)).status).toBe(200);
    expect((await get(theBuyer, partyIdOf('uscc', buyer))).status).toBe(200);
  });

  it('says no for its reasons', async () => {
    const orderId = await open();
    const code = async (answer: ReturnType<typeof post>) => {
      const { status, body } = await answer;
      return [status, body.code];
    };
    await credit('10');
    expect(await code(credit('0'))).toEqual([409, 'wallet_amount_zero']);
    expect(await code(hold(orderId, '10.01'))).toEqual([409, 'wallet_funds_short']);
    expect(await code(hold(newId(), '1'))).toEqual([409, 'hold_without_order']);
    const past = { expiresAt: start };
    expect(await code(hold(orderId, '1', past))).toEqual([409, 'hold_until_unsound']);
    expect(await code(capture(newId(), '1'))).toEqual([404, 'hold_not_found']);
    const { body } = await hold(orderId, '4', { expiresAt: tomorrow });
    expect(await code(capture(body.id, '4.01'))).toEqual([409, 'capture_exceeds_hold']);
    now = tomorrow;
    expect(await code(capture(body.id, '1'))).toEqual([409, 'hold_expired']);
  });
});

describe('a hold', () => {
  it('is free again at its instant, and that is written down by the sweep', async () => {
    const orderId = await open();
    await credit('10');
    await hold(orderId, '10', { expiresAt: tomorrow });
    now = tomorrow;
    expect(await funds()).toEqual(['10.00', '0.00', 0]);
    await cluster.settled();
    const sweep = exchange.app.get(WalletLapseSweep, { strict: false });
    expect(await sweep.run(now)).toBe(1);
    await cluster.settled();
    expect(await sweep.run(now)).toBe(0);
    expect((await get(theBuyer, `${buyer}/entries?limit=1`)).body.items).toMatchObject([
      { type: 'HoldLapsed', amount: cny('10.00') },
    ]);
  });

  it('is released when its order is called off', async () => {
    const orderId = await open('placed');
    await credit('10');
    await hold(orderId, '10');
    const data = { orderId };
    await orders.act(orderId, actorOf(buyer), { type: 'CancelOrder', data });
    await cluster.settled();
    expect(await funds()).toEqual(['10.00', '0.00', 0]);
    expect((await get(theBuyer, `${buyer}/entries?limit=1`)).body.items).toMatchObject([
      { type: 'HoldVoided', reference: 'OrderCancelled', orderId },
    ]);
  });

  it('that pays more than its order still takes gets it back', async () => {
    const orderId = await open('funded');
    await credit('10');
    const { body } = await hold(orderId, '10');
    await capture(body.id, '10');
    await cluster.settled();
    expect(await funds()).toEqual(['10.00', '0.00', 0]);
    expect((await get(theBuyer, `${buyer}/entries?limit=1`)).body.items).toMatchObject([
      { type: 'WalletCredited', ground: 'refund', amount: cny('10.00'), orderId },
    ]);
  });

  it('races with others for the same money: what is there is given once', async () => {
    const orderId = await open();
    await credit('10');
    const answers = await Promise.all(Array.from({ length: 8 }, () => hold(orderId, '4')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(await funds()).toEqual(['2.00', '8.00', 2]);
  });
});

/** At the end of the file: nobody waits until each of these holds was looked at. */
describe('a wallet full of holds', () => {
  it('takes no more of them', async () => {
    const partyId = partyIdOf('uscc', seller);
    const orderId = await orders.open({ seller: buyer, buyer: seller, until: 'contracted' });
    const log = cluster.openLog();
    let head = noStream;
    const record = async (type: string, bodies: readonly JsonObject[]) => {
      const events = bodies.map((data) => newEvent({ type, data: { partyId, ...data } }));
      ({ head } = await log.append(walletStream(partyId), head, events));
    };
    const money = { amount: cny('1.00'), ground: 'topUp', reference: 'B', on: '2026-11-20' };
    const expiresAt = '2027-01-01T00:00:00Z';
    const wanted = { orderId, ground: 'deposit', amount: cny('0.01'), expiresAt };
    for (let hundred = 0; hundred < holdsMax / 100; hundred++) {
      await record('WalletCredited', [{ movementId: newId(), ...money }]);
      const held = Array.from({ length: 100 }, () => ({ holdId: newId(), ...wanted }));
      await record('FundsHeld', held);
    }
    await record('WalletCredited', [{ movementId: newId(), ...money }]);
    await log.close();
    const { status, body } = await post(operator, `${seller}/holds`, wanted);
    expect([status, body.code]).toEqual([409, 'wallet_holds_too_many']);
  });
});
