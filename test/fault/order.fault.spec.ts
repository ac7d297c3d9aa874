import { partyKind } from '@ledger/domain/party/party.decider.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { openLocalIssuer, type LocalIssuer } from '@ledger/http/local-issuer.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { organisations, type TestCluster } from '../support/apps.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { freePort } from '../support/ports.js';
import { titlesOf, type SeededTitle, type Titles } from '../support/titles.js';
import { persist } from './support/clients.js';
import { startServiceProcess, type ServiceProcess } from './support/service-process.js';

import.meta.jest.setTimeout(900_000);

const { bank, buyer } = organisations;
const price = { amount: '1000.00', currency: 'CNY' };
const atOnce = { price: { amount: price, vatIncluded: true } };
/** What is sold: an exclusive licence, the right itself, or use by the month. */
const deals = {
  exclusive: {
    terms: { exclusive: true, from: '2026-01-01', until: '2099-12-31', sublicenceDepth: 0 },
    limits: {},
    priced: atOnce,
  },
  transfer: {
    terms: { exclusive: false, from: '2026-01-01', sublicenceDepth: 0 },
    limits: { transfer: {} },
    priced: atOnce,
  },
  ordinary: {
    terms: { exclusive: false, from: '2026-01-01', sublicenceDepth: 0 },
    limits: {},
    priced: {
      pricePlan: { kind: 'subscription', amount: price, every: 'month', vatIncluded: true },
    },
  },
} as const;
type Kind = keyof typeof deals;
const digest = 'c'.repeat(64);
const patienceMs = 180_000;
const attemptsMax = 8;

let database: TestDatabase;
let folder: string;
let issuer: LocalIssuer;
let log: EventLog;
let titles: Titles;
const ports = { registry: 0, exchange: 0 };
const running = new Map<'registry' | 'exchange', ServiceProcess>();

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'ledger-order-fault-'));
  issuer = await openLocalIssuer(folder, 'local');
  log = new PostgresEventLog(database.appUrl);
  const openLog = () => new PostgresEventLog(database.appUrl);
  titles = titlesOf({ openLog } as unknown as TestCluster, systemClock);
  for (const org of [bank, buyer]) await register(org);
  [ports.registry, ports.exchange] = [await freePort(), await freePort()];
  await startAll();
});
afterAll(async () => {
  await killAll();
  await titles.close();
  await log.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Only who is registered can have a right. */
const register = async (org: string): Promise<void> => {
  const partyId = partyIdOf('uscc', org);
  const identifier = { kind: 'uscc', value: org } as const;
  const data = { partyId, identifier, name: org, partyClass: 'enterprise' } as const;
  const actor = { person: 'seed', partyId, role: 'manager' } as const;
  await new CommandLoop(log, systemClock).handler(partyKind)(
    `party-${partyId}`,
    { type: 'RegisterParty', data },
    { actor, correlationId: newId() },
  );
};

const startAll = async (): Promise<void> => {
  for (const name of ['registry', 'exchange'] as const) {
    const env = { DATABASE_URL: database.appUrl, DATA_DIR: folder };
    running.set(name, startServiceProcess(name, ports[name], env));
  }
  await Promise.all([...running.values()].map((service) => patiently(() => service.ready())));
};

const killAll = (): Promise<unknown> =>
  Promise.all([...running.values()].map((service) => service.kill()));

const url = (service: keyof typeof ports = 'exchange') => `http://127.0.0.1:${ports[service]}`;

type Role = 'manager' | 'operator' | 'registrar';
const token = (org: string, role: Role): Promise<string> =>
  issuer.mintToken({ org, roles: [role], subject: `${role}-of-${org}`, expiresInSeconds: 3_600 });

/** Tries again where a slow machine was the reason: a restart may take longer than one wait. */
const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attemptsMax) throw error;
    }
  }
};

/** Sends a write until it is acknowledged, always under the same key. */
const post = async (org: string, where: string, body: object, role: Role = 'manager') => {
  const [bearer, key] = [await token(org, role), newId()];
  const at = url(role === 'registrar' ? 'registry' : 'exchange');
  return patiently(() => persist([at], bearer, { path: where, body, key }));
};

/** Reads the order until it looks as expected, through whatever happens to the services. */
const until = async (orderId: string, isThere: Step['done']): Promise<Order> => {
  const authorization = `Bearer ${await token(buyer, 'manager')}`;
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await fetch(`${url()}/v1/orders/${orderId}`, { headers: { authorization } })
      .then((found) => found.json() as Promise<Order>)
      .catch(() => undefined);
    const events = (await log.read(`order-${orderId}`)).map(({ type }) => type);
    if (answer !== undefined && isThere(answer, events)) return answer;
    if (performance.now() > deadline) throw new Error(`Stuck: ${JSON.stringify(answer)}`);
    await delay(100);
  }
};

interface Order {
  readonly state?: string;
  readonly licence?: {
    readonly grantId?: string;
    readonly transferId?: string;
    readonly toHoldingId?: string;
  };
}

const offered = async (kind: Kind): Promise<SeededTitle & { readonly offerId: string }> => {
  const { terms, limits, priced } = deals[kind];
  const title = await titles.open(bank);
  const content = {
    name: '企业登记信息（独占）',
    summary: '按日更新的企业登记信息',
    ...title,
    kind,
    terms,
    ...limits,
    ...priced,
    delivery: 'file',
  };
  const { id: offerId } = await post(bank, '/v1/offers', content);
  const leave = { holdingId: title.holdingId, offerId, terms, ...limits, until: '2099-12-31' };
  await titles.act(title.assetId, { org: bank, role: 'manager' }, 'AuthoriseLicensing', leave);
  await post(bank, `/v1/offers/${offerId}/listing`, { until: '2099-12-31' });
  return { ...title, offerId };
};

/** A step of the story: what is sent, and what must be so before the next one. */
interface Step {
  readonly name: string;
  readonly send: (orderId: string) => Promise<unknown>;
  readonly done: (order: Order, events: readonly string[]) => boolean;
}

const timesNoted = (events: readonly string[]): number =>
  events.filter((type) => type === 'LicenceReservationNoted').length;

const stepsOf = (kind: Kind): readonly Step[] => [
  {
    name: 'placed',
    send: () => Promise.resolve(),
    done: ({ state }) => state === 'licenceReserved',
  },
  {
    name: 'signed by the seller',
    send: (orderId) => post(bank, `/v1/orders/${orderId}/signatures`, { contractDigest: digest }),
    done: ({ state }) => state === 'licenceReserved',
  },
  {
    name: 'contracted',
    send: (orderId) => post(buyer, `/v1/orders/${orderId}/signatures`, { contractDigest: digest }),
    // A right stays kept for its buyer until he has to have paid: noted once more by the order.
    done: ({ state, licence }, events) =>
      kind === 'transfer'
        ? state === 'contracted' && timesNoted(events) === 2
        : licence?.grantId !== undefined,
  },
  {
    name: 'paid',
    send: (orderId) =>
      post(bank, `/v1/orders/${orderId}/funding`, { amount: price, reference: 'R' }, 'operator'),
    // A right moves when it is paid for.
    done: ({ state, licence }) =>
      state === 'funded' && (kind === 'exclusive' || licence?.transferId !== undefined),
  },
  {
    name: 'delivered',
    send: (orderId) =>
      post(bank, `/v1/orders/${orderId}/deliveries`, { contentDigest: digest, isLast: true }),
    done: ({ state }) => state === 'delivered',
  },
  {
    name: 'accepted, and settled by itself',
    send: (orderId) => post(buyer, `/v1/orders/${orderId}/acceptance`, {}),
    done: ({ state }) => state === 'settled',
  },
];

type Strike = 'while it is sent' | 'once it is acknowledged';

/** Everything from the placing to the settlement; both services are killed at one step. */
const lived = async (kind: Kind, at?: string, strike?: Strike) => {
  const { assetId, offerId } = await offered(kind);
  const strikeNow = async (): Promise<void> => {
    await killAll();
    await startAll();
  };
  let orderId = '';
  for (const { name, send, done } of stepsOf(kind)) {
    const act = async (): Promise<void> => {
      if (name === 'placed') {
        orderId = (await post(buyer, '/v1/orders', { offerId, purpose: '信贷风险评估' })).id;
      } else await send(orderId);
    };
    const sent = act();
    if (at === name && strike === 'while it is sent') await strikeNow();
    await sent;
    if (at === name && strike === 'once it is acknowledged') await strikeNow();
    await until(orderId, done);
  }
  return endOf(orderId, assetId);
};

/** What the streams hold in the end, and what the postings come to: no ids, no times. */
const endOf = async (orderId: string, assetId: string) => {
  const order = await log.read(`order-${orderId}`);
  const title = await log.read(`title-${assetId}`);
  const sums = new Map<string, bigint>();
  const add = (account: string, fen: bigint) => sums.set(account, (sums.get(account) ?? 0n) + fen);
  for (const { data } of order) {
    const { postings = [] } = data as {
      postings?: { debit: string; credit: string; amount: { amount: string } }[];
    };
    for (const { debit, credit, amount } of postings) {
      const fen = BigInt(amount.amount.replace('.', ''));
      add(debit.replace(orderId, 'order'), -fen);
      add(credit.replace(orderId, 'order'), fen);
    }
  }
  return {
    order: order.map(({ type }) => type),
    title: title.map(({ type }) => type),
    sums: [...sums].map(([account, fen]) => `${account} ${fen}`).sort(),
  };
};

describe('an order whose services are killed with kill -9', () => {
  let plain: Awaited<ReturnType<typeof lived>>;
  beforeAll(async () => {
    plain = await lived('exclusive');
  });

  it('comes to an end that is worth comparing with', () => {
    expect(plain.order.at(-1)).toBe('OrderSettled');
    expect(plain.title.at(-1)).toBe('RightGranted');
    expect(plain.sums).toContain('escrow:order 0');
  });

  const strikes: readonly Strike[] = ['while it is sent', 'once it is acknowledged'];
  // One strike a step, by turns: every case starts both services twice.
  it.each(
    stepsOf('exclusive').map(({ name }, at) => [name, strikes[at % strikes.length]] as const),
  )('%s, %s, ends as if nothing had happened', async (name, strike) =>
    expect(await lived('exclusive', name, strike)).toEqual(plain),
  );

  // Every other step of a sale is tried at each append in test/choreography.
  it('the right itself, killed while its price is sent, moves once', async () => {
    const undisturbed = await lived('transfer');
    expect(undisturbed.title.at(-1)).toBe('RightTransferred');
    expect(undisturbed.order.at(-1)).toBe('OrderSettled');
    expect(await lived('transfer', 'paid', 'while it is sent')).toEqual(undisturbed);
  });
});

/** A sold right that a court returns, and a month that is charged and paid: both on their way. */
const returned = async (isStruck: boolean) => {
  const [sold, monthly] = [await offered('transfer'), await offered('ordinary')];
  const place = async ({ offerId }: { readonly offerId: string }): Promise<string> =>
    (await post(buyer, '/v1/orders', { offerId, purpose: '信贷风险评估' })).id;
  const sign = async (orderId: string, isReady: Step['done']): Promise<void> => {
    await until(orderId, isReady);
    for (const org of [bank, buyer]) {
      await post(org, `/v1/orders/${orderId}/signatures`, { contractDigest: digest });
    }
  };
  const [rightId, monthId] = [await place(sold), await place(monthly)];
  await sign(rightId, ({ state }) => state === 'licenceReserved');
  await sign(monthId, ({ state }) => state === 'licensed');
  await until(rightId, (_, events) => timesNoted(events) === 2);
  const pay = (orderId: string) =>
    post(bank, `/v1/orders/${orderId}/funding`, { amount: price, reference: 'R' }, 'operator');
  await pay(rightId);
  const { licence } = await until(rightId, (order) => order.licence?.transferId !== undefined);
  await until(monthId, (_, events) => events.includes('ChargePosted'));
  const ruling = { reason: 'byOrder', explanation: '判决返还', documentDigest: digest };
  const undone = { ...ruling, right: 'returns' };
  await post(bank, `/v1/orders/${rightId}/termination`, undone, 'operator');
  const back = {
    ...{ holdingId: licence?.toHoldingId, transferees: [{ partyId: partyIdOf('uscc', bank) }] },
    ...{ authority: '某市中级人民法院', documentDigest: digest },
  };
  const sent = Promise.all([
    post(bank, `/v1/assets/${sold.assetId}/transfers/by-order`, back, 'registrar'),
    pay(monthId),
  ]);
  if (isStruck) {
    await killAll();
    await startAll();
  }
  await sent;
  await until(rightId, ({ state }) => state === 'terminated');
  await until(monthId, (_, events) => events.includes('ChargesSettled'));
  return [await endOf(rightId, sold.assetId), await endOf(monthId, monthly.assetId)];
};

describe('a right that goes back and a charge that is paid, killed with kill -9', () => {
  it('end as if nothing had happened', async () => {
    const plain = await returned(false);
    const [right, month] = plain;
    expect([right?.order.at(-1), right?.title.at(-1)]).toEqual([
      ...['OrderTerminated', 'RightTransferred'],
    ]);
    expect(month?.order).toContain('ChargesPaid');
    expect(await returned(true)).toEqual(plain);
  });
});
