/**
 * Metering through the real exchange over HTTP: uses a second in batches of 500, as fast as they are
 * taken; then `RATE` uses a second (default 10,000) while the gate (`POST /v1/entitlements/check`) is
 * asked `GATES` times a second; then the gate alone. `node bench/run.mjs metering` starts a Postgres
 * of its own unless `BENCH_DATABASE_URL` names one; `ORDERS=` (default 40), `CONNECTIONS=` (8),
 * `SECONDS=` (8), `RATE=`, `GATES=` (100), `--quick` for short runs. The load runs in this process,
 * the service in one of its own. Targets: 10,000 uses a second, the gate's p99 below 5 ms, the
 * median of `RUNS` stretches (default 3): a p99 of one is that of its eight slowest answers.
 */
import type { JsonObject } from '@ledger/domain/json.js';
import { noStream } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createBenchDatabase } from './database.js';
import { median, quantile } from './quantile.js';
import { withServer } from './server.js';
import { benchOrganisation, type BenchService, startExchange } from './service.js';

const isQuick = process.argv.includes('--quick');
const of = (name: string, usual: number, quick: number): number =>
  Number(process.env[name] ?? (isQuick ? quick : usual));
const orders = of('ORDERS', 40, 10);
const connections = of('CONNECTIONS', 8, 8);
const seconds = of('SECONDS', 8, 2);
const rate = of('RATE', 10_000, 10_000);
const gates = of('GATES', 100, 100);
const runs = of('RUNS', 3, 1);
const warmUpSeconds = isQuick ? 2 : 4;
const batchUses = 500;
const targets = { usesPerSecond: 10_000, gateP99Ms: 5 };

const seller = partyIdOf('uscc', benchOrganisation);
const buyer = partyIdOf('uscc', '91110000MA00BUYER0');
const purpose = '信贷风险评估';
const agent = new Agent({ keepAlive: true });

const event = (type: string, data: JsonObject): NewEvent => ({
  id: newId(),
  type,
  schemaVersion: 1,
  data,
  metadata: {
    effectiveOn: '2026-01-05',
    actor: { person: 'bench', partyId: seller, role: 'manager' },
    correlationId: newId(),
  },
  salt: randomBytes(16).toString('hex'),
});

const cny = (amount: string) => ({ amount, currency: 'CNY' });

/** An order that is paid for, as its stream holds it: what is measured is its use. */
const orderEvents = (orderId: string): readonly NewEvent[] => {
  const content = {
    name: '企业登记信息',
    summary: '按日更新',
    assetId: newId(),
    holdingId: newId(),
    kind: 'ordinary',
    terms: { exclusive: false, from: '2026-01-01', sublicenceDepth: 0 },
    price: { amount: cny('1.00'), vatIncluded: true },
    delivery: 'api',
    metering: { unit: 'call', quota: { quantity: 1_000_000_000_000, per: 'month' } },
  };
  const sides = { sellerPartyId: seller, buyerPartyId: buyer };
  const placed = { orderId, offerId: newId(), offerVersion: 2, ...sides, content, purpose };
  const contract = { orderId, contractDigest: 'c'.repeat(64), on: '2026-01-05' };
  const paid = { orderId, fundingId: newId(), amount: cny('1.00'), reference: 'B-1' };
  const sums = { received: cny('1.00'), due: cny('1.00') };
  return [
    event('OrderPlaced', placed),
    event('OrderContracted', contract),
    event('OrderFunded', { ...paid, ...sums, deliveryUntil: '2026-02-05', on: '2026-01-05' }),
  ];
};

const seed = async (url: string): Promise<readonly string[]> => {
  const log = new PostgresEventLog(url);
  const ids = Array.from({ length: orders }, () => newId());
  for (const id of ids) await log.append(`order-${id}`, noStream, orderEvents(id));
  await log.close();
  return ids;
};

/** Sends a POST and answers how long its answer took, in milliseconds. */
const post = (url: URL, authorization: string, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { authorization, 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        if (answer.statusCode === 200) return resolve(performance.now() - began);
        reject(new Error(`${answer.statusCode ?? 0}: ${Buffer.concat(pieces).toString()}`));
      });
    });
    sent.on('error', reject).end(body);
  });

/** Batches of one connection: a meter of its own, numbering on. */
const meter = (at: number) => {
  let sequence = 0;
  return (): string => {
    const usedAt = new Date().toISOString();
    const events = Array.from({ length: batchUses }, () => {
      sequence += 1;
      return { sequence, usedAt, quantity: 1 };
    });
    return JSON.stringify({
      meterId: `gateway-${at}`,
      events,
      requestLogDigest: 'e'.repeat(64),
    });
  };
};

interface Load {
  /** Uses a second; absent: none, `Infinity`: as many as are taken. */
  readonly uses?: number;
  /** Questions to the gate a second; absent: none. */
  readonly gates?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers the latencies of one stretch of load, sorted. */
class Stretch {
  private phase: 'warm-up' | 'sample' | 'over' = 'warm-up';
  private readonly batches: number[] = [];
  private readonly questions: number[] = [];

  constructor(
    private readonly service: BenchService,
    private readonly ids: readonly string[],
    private readonly authorization: string,
  ) {}

  async run(load: Load) {
    const { uses = 0, gates: perSecond = 0 } = load;
    const all = Promise.all([
      ...(uses === 0 ? [] : Array.from({ length: connections }, (_, at) => this.report(at, uses))),
      ...(perSecond === 0 ? [] : [this.ask(perSecond)]),
    ]);
    await pause(warmUpSeconds * 1_000);
    this.phase = 'sample';
    const began = performance.now();
    await pause(seconds * 1_000);
    const took = (performance.now() - began) / 1_000;
    this.phase = 'over';
    await all;
    const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
    const usesPerSecond = (this.batches.length * batchUses) / took;
    return { usesPerSecond, batches: sorted(this.batches), questions: sorted(this.questions) };
  }

  private async report(at: number, uses: number): Promise<void> {
    const next = meter(at);
    const everyMs = (batchUses * connections * 1_000) / uses;
    for (let sent = at; this.phase !== 'over'; sent += connections) {
      const due = performance.now() + everyMs;
      const orderId = this.ids[sent % this.ids.length] ?? '';
      const url = new URL(`/v1/orders/${orderId}/usage`, this.service.url);
      const ms = await post(url, this.authorization, next());
      if (this.phase === 'sample') this.batches.push(ms);
      if (uses !== Infinity) await pause(Math.max(0, due - performance.now()));
    }
  }

  /** At a steady rate, whether or not the last one has been answered: nobody waits his turn. */
  private async ask(perSecond: number): Promise<void> {
    const url = new URL('/v1/entitlements/check', this.service.url);
    const open: Promise<void>[] = [];
    const began = performance.now();
    for (let asked = 0; this.phase !== 'over'; asked++) {
      const orderId = this.ids[asked % this.ids.length] ?? '';
      const body = JSON.stringify({ orderId, party: '91110000MA00BUYER0', purpose });
      const answered = post(url, this.authorization, body).then((ms) => {
        if (this.phase === 'sample') this.questions.push(ms);
      });
      open.push(answered);
      await pause(Math.max(0, began + ((asked + 1) * 1_000) / perSecond - performance.now()));
    }
    await Promise.all(open);
  }
}

const told = (what: string, sorted: readonly number[], more = ''): void => {
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  console.log(`${what.padEnd(44)} p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  ${more}`);
};

await withServer(async () => {
  const database = await createBenchDatabase();
  const ids = await seed(database.appUrl);
  const service = await startExchange(database);
  try {
    const authorization = await service.bearer('manager');
    const stretch = (load: Load) => new Stretch(service, ids, authorization).run(load);
    const most = await stretch({ uses: Infinity });
    const reached = `${most.usesPerSecond.toFixed(0)} uses/s (target ${targets.usesPerSecond})`;
    told(`batches of ${batchUses}, ${connections} connections`, most.batches, reached);
    const both = await stretch({ uses: rate, gates });
    told(`batches at ${rate} uses/s`, both.batches, `${both.usesPerSecond.toFixed(0)} uses/s`);
    told(`gate, ${gates}/s, beside them`, both.questions);
    const slowest: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { questions } = await stretch({ gates });
      told(`gate, ${gates}/s, alone`, questions);
      slowest.push(quantile(questions, 0.99));
    }
    const gateP99Ms = median(slowest);
    console.log(`gate alone: p99 ${gateP99Ms.toFixed(1)} ms (target ${targets.gateP99Ms} ms)`);
    const isMet = most.usesPerSecond >= targets.usesPerSecond && gateP99Ms < targets.gateP99Ms;
    if (!isMet) process.exitCode = 2;
  } finally {
    agent.destroy();
    await service.stop();
    await database.drop();
  }
});
