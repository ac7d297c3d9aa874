/**
 * Settlement by the running exchange: so many accepted orders are laid out in a log, the service is
 * started on it, and the time is taken from the first settlement to the last. `node bench/run.mjs settlement`;
 * `ORDERS=` (default 100,000), `--quick` for 1,000. Target: 2,000 orders a second.
 */
import { withClient } from '@ledger/database/connection.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { listedTerms } from '@ledger/domain/order/terms.js';
import { noStream } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type BenchDatabase, createBenchDatabase } from './database.js';
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

/** An order that waits for its settlement, as its stream holds it. */
const accepted = (orderId: string): readonly OrderEvent[] => {
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
      data: { ...batch, titleVersion: 1, on, acceptanceUntil: '2026-01-12' },
    },
    { type: 'OrderAccepted', data: { orderId, how: 'declared', on } },
  ];
};

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

const layOut = async (url: string): Promise<void> => {
  const log = new PostgresEventLog(url);
  let left = orders;
  const write = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const orderId = newId();
      const events = accepted(orderId).map(enveloped);
      await log.append(orderStream(orderId), noStream, events);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await log.close();
};

const headOf = ({ adminUrl }: BenchDatabase): Promise<number> =>
  withClient(adminUrl, async (client) => {
    const query = 'SELECT coalesce(max(position), 0) AS head FROM ledger.event';
    const { rows } = await client.query<{ head: string }>(query);
    return Number(rows[0]?.head);
  });

await withServer(async () => {
  const database = await createBenchDatabase();
  try {
    // The first start lays down what every log begins with.
    await (await startExchange(database)).stop();
    await layOut(database.appUrl);
    const begin = await headOf(database);
    console.log(`${orders} accepted orders laid out`);
    const service = await startExchange(database);
    while ((await headOf(database)) === begin) await pause(10);
    const began = performance.now();
    while ((await headOf(database)) < begin + orders) await pause(100);
    const seconds = (performance.now() - began) / 1_000;
    const rate = orders / seconds;
    const verdict = rate >= target ? 'reached' : 'missed';
    console.log(`settled in ${seconds.toFixed(1)} s after the first: ${rate.toFixed(0)} orders/s`);
    if (rate < target) process.exitCode = 2;
    console.log(`target ${target}/s: ${verdict}; peak ${service.peakMegabytes().toFixed(0)} MB`);
    await service.stop();
  } finally {
    await database.drop();
  }
});
