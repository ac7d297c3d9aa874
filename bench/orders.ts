/**
 * Orders from placing to contracted, over HTTP and both services: an exclusive licence is ordered,
 * the registry reserves it on the title, the exchange takes it on, both sides sign. Each order has a
 * title of its own; 64 are under way. `node bench/run.mjs orders`; `ORDERS=` (default 3,000),
 * `IN_FLIGHT=` (64), `KIND=` exclusive (default) or ordinary, which needs no reservation, `--quick`
 * takes 300. The load runs in this process, each service in one of its own.
 * Targets: 300 orders a second, p99 below 500 ms.
 */
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { Agent, request } from 'node:http';
import {
  createBenchDatabase,
  processCpuSeconds,
  serverCpuSeconds,
  serverProcess,
} from './database.js';
import { quantile } from './quantile.js';
import { withServer } from './server.js';
import {
  benchOrganisation,
  type BenchService,
  registerOrganisation,
  startExchange,
  startRegistry,
} from './service.js';

const isQuick = process.argv.includes('--quick');
const orders = Number(process.env['ORDERS'] ?? (isQuick ? 300 : 3_000));
const inFlight = Number(process.env['IN_FLIGHT'] ?? 64);
const kind = process.env['KIND'] ?? 'exclusive';
const targets = { perSecond: 300, p99Ms: 500 };

const seller = benchOrganisation;
const buyer = '91110000MA00BUYER0';
const contractDigest = 'c'.repeat(64);
const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly id: string;
  readonly state?: string;
}

/** One request; anything but a 2xx is an error. */
const send = (
  method: 'GET' | 'POST',
  url: string,
  authorization: string,
  body?: object,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { authorization, ...(body && { 'content-type': 'application/json' }) };
    const sent = request(url, { method, agent, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        if ((answer.statusCode ?? 0) < 300) return resolve(JSON.parse(text) as Answer);
        reject(new Error(`${method} ${url}: ${answer.statusCode ?? 0} ${text}`));
      });
    });
    sent.on('error', reject).end(body && JSON.stringify(body));
  });

/** Works through a list, so many pieces at once. */
const each = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const left = all.values();
  const worker = async (): Promise<void> => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
};

interface Sides {
  readonly registry: BenchService;
  readonly exchange: BenchService;
  /** Each service believes its own issuer only. */
  readonly holders: string;
  readonly sellers: string;
  readonly buyers: string;
}

/** Lists an offer for each order, on a title of its own that stands in the log already. */
const layOut = async (url: string, sides: Sides): Promise<readonly string[]> => {
  const { registry, exchange, holders, sellers } = sides;
  const log = new PostgresEventLog(url);
  const handle = new CommandLoop(log, systemClock).handler(titleKind);
  const offerIds: string[] = [];
  const terms = { exclusive: kind === 'exclusive', from: '2026-01-01', sublicenceDepth: 0 };
  const until = '2099-12-31';
  const partyId = partyIdOf('uscc', seller);
  const actor = { person: 'bench', partyId, role: 'system' } as const;
  await each(Array.from({ length: orders }), async () => {
    const [assetId, holdingId] = [newId(), newId()];
    const entry = { holdingId, right: 'operation', holders: [{ partyId }] } as const;
    const entries = [{ ...entry, basis: '自行采集', from: '2026-01-01' }];
    const data = { assetId, registrarPartyId: partyId, inHouse: true, entries };
    const context = { actor, correlationId: newId() };
    await handle(titleStream(assetId), { type: 'OpenTitle', data }, context);
    const { id: offerId } = await send('POST', `${exchange.url}/v1/offers`, sellers, {
      ...{ name: '企业登记信息', summary: '按日更新的企业登记信息', assetId, holdingId, kind },
      terms: { ...terms, until },
      price: { amount: { amount: '5000.00', currency: 'CNY' }, vatIncluded: true },
      delivery: 'file',
    });
    const leave = { holdingId, offerId, terms: { ...terms, until }, until };
    await send('POST', `${registry.url}/v1/assets/${assetId}/licensing`, holders, leave);
    await send('POST', `${exchange.url}/v1/offers/${offerId}/listing`, sellers, { until });
    offerIds.push(offerId);
  });
  await log.close();
  return offerIds;
};

/** From placing to contracted; the buyer asks until the register has decided, as a client would. */
const contracted = async (offerId: string, sides: Sides): Promise<void> => {
  const { exchange, sellers, buyers } = sides;
  const url = `${exchange.url}/v1/orders`;
  const order = await send('POST', url, buyers, { offerId, purpose: '信贷风险评估' });
  if (kind === 'exclusive') {
    const decided = `${url}/${order.id}?waitFor=decided`;
    let state = 'placed';
    while (state === 'placed') state = (await send('GET', decided, buyers)).state ?? '';
    if (state !== 'licenceReserved') throw new Error(`Order ${order.id} is ${state}.`);
  }
  await send('POST', `${url}/${order.id}/signatures`, sellers, { contractDigest });
  await send('POST', `${url}/${order.id}/signatures`, buyers, { contractDigest });
  const { state } = await send('GET', `${url}/${order.id}`, buyers);
  if (state !== 'contracted') throw new Error(`Order ${order.id} is ${state ?? 'gone'}.`);
};

await withServer(async () => {
  const database = await createBenchDatabase();
  const [registry, exchange] = [await startRegistry(database), await startExchange(database)];
  try {
    await registerOrganisation(registry);
    const holders = await registry.bearer('manager');
    const sellers = await exchange.bearer('manager');
    const buyers = await exchange.bearerOf(buyer, 'manager');
    const sides = { registry, exchange, holders, sellers, buyers };
    const offerIds = await layOut(database.appUrl, sides);
    console.log(`${offerIds.length} offers listed (${kind})`);
    const server = await serverProcess();
    const spent = (): readonly number[] => [
      processCpuSeconds(registry.pid),
      processCpuSeconds(exchange.pid),
      serverCpuSeconds(server),
    ];
    const before = spent();
    const began = performance.now();
    const latencies: number[] = [];
    await each(offerIds, async (offerId) => {
      const sent = performance.now();
      await contracted(offerId, sides);
      latencies.push(performance.now() - sent);
    });
    const rate = (offerIds.length * 1_000) / (performance.now() - began);
    const sorted = latencies.sort((a, b) => a - b);
    const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
    const [ofRegistry, ofExchange, ofServer] = spent().map((seconds, at) =>
      (((seconds - (before[at] ?? 0)) * 1e6) / offerIds.length).toFixed(0),
    );
    console.log(
      `${inFlight} in flight: ${rate.toFixed(0)} orders/s contracted (target ` +
        `${targets.perSecond}), p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (target below ` +
        `${targets.p99Ms}); CPU an order: registry ${ofRegistry} µs, exchange ${ofExchange} µs, ` +
        `Postgres ${ofServer} µs`,
    );
    if (rate < targets.perSecond || p99 >= targets.p99Ms) process.exitCode = 2;
  } finally {
    agent.destroy();
    await exchange.stop();
    await registry.stop();
    await database.drop();
  }
});
