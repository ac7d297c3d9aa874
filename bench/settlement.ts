/**
 * Settlement by the running exchange: so many delivered orders are laid out in a log and read by the
 * service; while it is down all of them are accepted. It is started again, and the time is taken from
 * the first settlement to the last, and on until accounts, orders and invoices show all of them.
 * `node bench/run.mjs settlement`; `ORDERS=` (default 100,000), `--quick` for 1,000. Target: 2,000
 * orders a second.
 */
import { withClient } from '@ledger/database/connection.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { listedTerms } from '@ledger/domain/order/terms.js';
import { noStream, type StreamHead } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BenchDatabase,
  createBenchDatabase,
  processCpuSeconds,
  serverCpuSeconds,
  serverProcess,
} from './database.js';
import { withServer } from './server.js';
import { benchOrganisation, startExchange } from './service.js';

const isQuick = process.argv.includes('--quick');
const orders = Number(process.env['ORDERS'] ?? (isQuick ? 1_000 : 100_000));
const target = 2_000;
/** Appends under way while orders are laid out. */
const writers = 64;

const seller = partyIdOf('uscc', benchOrganisation);
const buyer = partyIdOf('uscc', '91110000MA00BUYER0');
const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const price = cny('106.00');
const on = '2026-01-05';

/** An order whose data is delivered, as its stream holds it. */
const delivered = (orderId: string): readonly OrderEvent[] => {
  const content = {
    name: '企业登记信息',
    summary: '按日更新',
    assetId: newId(),
    holdingId: newId(),
    kind: 'ordinary',
    terms: { exclusive: false, from: '2026-01-01', sublicenceDepth: 0 },
    price: { amount: price, vatIncluded: true },
    delivery: 'file',
  } as const;
  const [due, escrow, receivable] = [`due:${orderId}`, `escrow:${orderId}`, `receivable:${buyer}`];
  const paid = { orderId, fundingId: newId(), amount: price, reference: 'B-1' };
  const purpose = '信贷风险评估';
  const sides = { sellerPartyId: seller, buyerPartyId: buyer };
  const batch = { orderId, deliveryNo: 1, contentDigest: 'd'.repeat(64), isLast: true };
  return [
    {
      type: 'OrderPlaced',
      data: {
        ...{ orderId, offerId: newId(), offerVersion: 2, ...sides, content, purpose },
        terms: listedTerms(content),
      },
    },
    {
      type: 'OrderContracted',
      data: {
        ...{ orderId, contractDigest: 'c'.repeat(64), on, fundingUntil: '2026-01-15' },
        postings: [{ debit: receivable, credit: due, amount: price }],
      },
    },
    {
      type: 'OrderFunded',
      data: {
        ...{ ...paid, received: price, due: price, deliveryUntil: '2026-02-05', on },
        postings: [
          { debit: 'custody:exchange', credit: receivable, amount: price },
          { debit: due, credit: escrow, amount: price },
        ],
      },
    },
    {
      type: 'DataDelivered',
      data: { ...batch, titleVersion: 1, on, acceptanceUntil: '2099-12-31' },
    },
  ];
};

const accepted = (orderId: string): OrderEvent => ({
  type: 'OrderAccepted',
  data: { orderId, how: 'declared', on },
});

const enveloped = ({ type, data }: OrderEvent): NewEvent => ({
  id: newId(),
  type,
  schemaVersion: orderKind.schemaVersions[type],
  data,
  metadata: {
    effectiveOn: on,
    actor: { person: 'bench', partyId: seller, role: 'manager' },
    // Reactions run in order per correlation: each order has its own.
    correlationId: newId(),
  },
  salt: randomBytes(16).toString('hex'),
});

/** Does something for each, so many at once. */
const each = async <T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> => {
  const left = all[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: writers }, worker));
};

type Heads = ReadonlyMap<string, StreamHead>;

const layOut = async (url: string): Promise<Heads> => {
  const log = new PostgresEventLog(url);
  const heads = new Map<string, StreamHead>();
  await each(Array(orders).keys(), async () => {
    const orderId = newId();
    const events = delivered(orderId).map(enveloped);
    const { head } = await log.append(orderStream(orderId), noStream, events);
    heads.set(orderId, { version: head.version, digest: head.digest });
  });
  await log.close();
  return heads;
};

const acceptAll = async (url: string, heads: Heads): Promise<void> => {
  const log = new PostgresEventLog(url);
  await each(heads, async ([orderId, head]) => {
    await log.append(orderStream(orderId), head, [enveloped(accepted(orderId))]);
  });
  await log.close();
};

const numberIn = ({ adminUrl }: BenchDatabase, query: string): Promise<number> =>
  withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ number: string | null }>(query);
    return Number(rows[0]?.number ?? 0);
  });

const headOf = (database: BenchDatabase): Promise<number> =>
  numberIn(database, 'SELECT max(position) AS number FROM ledger.event');

/** How far the furthest behind of all projections and processes is. */
const readUpTo = (database: BenchDatabase): Promise<number> =>
  numberIn(database, 'SELECT min(position) AS number FROM read.checkpoint');

await withServer(async () => {
  const database = await createBenchDatabase();
  try {
    // The first start lays down what every log begins with.
    await (await startExchange(database)).stop();
    const heads = await layOut(database.appUrl);
    const before = await startExchange(database);
    const laidOut = await headOf(database);
    while ((await readUpTo(database)) < laidOut) await pause(100);
    await before.stop();
    await acceptAll(database.appUrl, heads);
    const begin = await headOf(database);
    console.log(`${orders} orders delivered, read and accepted`);
    const service = await startExchange(database);
    const server = await serverProcess();
    let first = begin;
    for (; first === begin; first = await headOf(database)) await pause(10);
    const began = performance.now();
    const spent = () => [processCpuSeconds(service.pid), serverCpuSeconds(server)] as const;
    const [ofExchange, ofServer] = spent();
    while ((await headOf(database)) < begin + orders) await pause(100);
    const seconds = (performance.now() - began) / 1_000;
    while ((await readUpTo(database)) < begin + orders) await pause(50);
    const shown = (performance.now() - began) / 1_000;
    const [exchange, postgres] = spent();
    const settled = begin + orders - first;
    const cpu = (after: number, earlier: number) =>
      (((after - earlier) * 1e6) / settled).toFixed(0);
    const rate = settled / seconds;
    const verdict = rate >= target ? 'reached' : 'missed';
    console.log(
      `settled in ${seconds.toFixed(1)} s after the first: ${rate.toFixed(0)} orders/s; shown ` +
        `everywhere after ${shown.toFixed(1)} s; CPU an order: exchange ` +
        `${cpu(exchange, ofExchange)} µs, Postgres ${cpu(postgres, ofServer)} µs`,
    );
    if (rate < target) process.exitCode = 2;
    console.log(`target ${target}/s: ${verdict}; peak ${service.peakMegabytes().toFixed(0)} MB`);
    await service.stop();
  } finally {
    await database.drop();
  }
});
