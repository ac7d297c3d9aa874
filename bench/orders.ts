/**
 * Orders from placing to contracted, over HTTP and both services: an exclusive licence is ordered,
 * the registry reserves it on the title, the exchange takes it on, both sides sign. Each order has a
 * title of its own; 64 are under way, of as many buyers, each an organisation of its own.
 * `node bench/run.mjs orders`; `RUNS=` (default 3) of `ORDERS=` (2,000) each, whose medians count,
 * after `WARM_UP=` (2,000) that do not, `IN_FLIGHT=` (64), `KIND=` exclusive (default) or ordinary,
 * which needs no reservation; `--quick` is one run of 300 after 100. The load runs in this process,
 * each service in one of its own. Targets: 300 orders a second, p99 below 500 ms.
 */
import { usccCheckCharacter } from '@ledger/domain/uscc.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import {
  createBenchDatabase,
  processCpuSeconds,
  serverCpuSeconds,
  serverProcess,
} from './database.js';
import { HttpConnection } from './http-connection.js';
import { median, quantile } from './quantile.js';
import { withServer } from './server.js';
import {
  benchOrganisation,
  registerOrganisation,
  startExchange,
  startRegistry,
} from './service.js';

const isQuick = process.argv.includes('--quick');
const orders = Number(process.env['ORDERS'] ?? (isQuick ? 300 : 2_000));
const runs = Number(process.env['RUNS'] ?? (isQuick ? 1 : 3));
const warmUp = Number(process.env['WARM_UP'] ?? (isQuick ? 100 : 2_000));
const inFlight = Number(process.env['IN_FLIGHT'] ?? 64);
const kind = process.env['KIND'] ?? 'exclusive';
const targets = { perSecond: 300, p99Ms: 500 };

const seller = benchOrganisation;
/** Sound codes that belong to nobody. */
const buyers = Array.from({ length: inFlight }, (_, n) => {
  const code = `91110000MA00${String(n).padStart(5, '0')}`;
  return code + usccCheckCharacter(code);
});
const contractDigest = 'c'.repeat(64);

interface Answer {
  readonly id: string;
  readonly state?: string;
}

/** One request; anything but a 2xx is an error. */
const send = async (
  connection: HttpConnection,
  [method, path]: readonly ['GET' | 'POST', string],
  authorization: string,
  given?: object,
): Promise<Answer> => {
  const { status, body } = await connection.ask(method, path, { authorization }, given);
  const text = body.toString();
  if (status >= 200 && status < 300) return JSON.parse(text) as Answer;
  throw new Error(`${method} ${path}: ${status} ${text}`);
};

/** One of those who have a piece of work in flight. */
interface Worker {
  readonly toRegistry: HttpConnection;
  readonly toExchange: HttpConnection;
  /** The value of an `Authorization` header for the organisation that it buys for. */
  readonly buyer: string;
}

/** Each service believes its own issuer only. */
interface Sellers {
  readonly atRegistry: string;
  readonly atExchange: string;
}

/** Works through a list with all workers at once. */
const each = async <T>(
  workers: readonly Worker[],
  all: readonly T[],
  work: (one: T, worker: Worker) => Promise<void>,
): Promise<void> => {
  const left = all.values();
  const busy = workers.map(async (worker) => {
    for (const one of left) await work(one, worker);
  });
  await Promise.all(busy);
};

/** Lists an offer for each order, on a title of its own that stands in the log already. */
const layOut = async (
  url: string,
  workers: readonly Worker[],
  { atRegistry, atExchange }: Sellers,
): Promise<readonly string[]> => {
  const log = new PostgresEventLog(url);
  const handle = new CommandLoop(log, systemClock).handler(titleKind);
  const offerIds: string[] = [];
  const terms = { exclusive: kind === 'exclusive', from: '2026-01-01', sublicenceDepth: 0 };
  const until = '2099-12-31';
  const partyId = partyIdOf('uscc', seller);
  const actor = { person: 'bench', partyId, role: 'system' } as const;
  const wanted = Array.from({ length: warmUp + runs * orders });
  await each(workers, wanted, async (_, { toRegistry, toExchange }) => {
    const [assetId, holdingId] = [newId(), newId()];
    const entry = { holdingId, right: 'operation', holders: [{ partyId }] } as const;
    const entries = [{ ...entry, basis: '自行采集', from: '2026-01-01' }];
    const data = { assetId, registrarPartyId: partyId, inHouse: true, entries };
    const context = { actor, correlationId: newId() };
    await handle(titleStream(assetId), { type: 'OpenTitle', data }, context);
    const { id: offerId } = await send(toExchange, ['POST', '/v1/offers'], atExchange, {
      ...{ name: '企业登记信息', summary: '按日更新的企业登记信息', assetId, holdingId, kind },
      terms: { ...terms, until },
      price: { amount: { amount: '5000.00', currency: 'CNY' }, vatIncluded: true },
      delivery: 'file',
    });
    const leave = { holdingId, offerId, terms: { ...terms, until }, until };
    await send(toRegistry, ['POST', `/v1/assets/${assetId}/licensing`], atRegistry, leave);
    await send(toExchange, ['POST', `/v1/offers/${offerId}/listing`], atExchange, { until });
    offerIds.push(offerId);
  });
  await log.close();
  return offerIds;
};

/** From placing to contracted; the buyer asks until the register has decided, as a client would. */
const contracted = async (
  offerId: string,
  { toExchange, buyer }: Worker,
  { atExchange }: Sellers,
): Promise<void> => {
  const given = { offerId, purpose: '信贷风险评估' };
  const { id } = await send(toExchange, ['POST', '/v1/orders'], buyer, given);
  const order = `/v1/orders/${id}`;
  if (kind === 'exclusive') {
    let state = 'placed';
    while (state === 'placed') {
      const now = await send(toExchange, ['GET', `${order}?waitFor=decided`], buyer);
      state = now.state ?? '';
    }
    if (state !== 'licenceReserved') throw new Error(`Order ${id} is ${state}.`);
  }
  await send(toExchange, ['POST', `${order}/signatures`], atExchange, { contractDigest });
  await send(toExchange, ['POST', `${order}/signatures`], buyer, { contractDigest });
  const { state } = await send(toExchange, ['GET', order], buyer);
  if (state !== 'contracted') throw new Error(`Order ${id} is ${state ?? 'gone'}.`);
};

interface Sample {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** One run, which notes how long each of its orders took; prints what it came to. */
const measured = async (
  spent: () => readonly number[],
  run: (latencies: number[]) => Promise<void>,
): Promise<Sample> => {
  const [before, began, latencies] = [spent(), performance.now(), [] as number[]];
  await run(latencies);
  const perSecond = (orders * 1_000) / (performance.now() - began);
  const sorted = latencies.sort((a, b) => a - b);
  const [p50, p99Ms] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  const [ofRegistry, ofExchange, ofServer, ofLoad] = spent().map((seconds, at) =>
    (((seconds - (before[at] ?? 0)) * 1e6) / orders).toFixed(0),
  );
  console.log(
    `${inFlight} in flight: ${perSecond.toFixed(0)} orders/s contracted, p50 ${p50.toFixed(0)} ms, ` +
      `p99 ${p99Ms.toFixed(0)} ms; CPU an order: registry ${ofRegistry} µs, exchange ` +
      `${ofExchange} µs, Postgres ${ofServer} µs, the load ${ofLoad} µs`,
  );
  return { perSecond, p99Ms };
};

await withServer(async () => {
  const database = await createBenchDatabase();
  const [registry, exchange] = [await startRegistry(database), await startExchange(database)];
  try {
    const workers = await Promise.all(
      buyers.map(async (buyer) => ({
        toRegistry: await HttpConnection.open(registry.url),
        toExchange: await HttpConnection.open(exchange.url),
        buyer: await exchange.bearerOf(buyer, 'manager'),
      })),
    );
    for (const organisation of [seller, ...buyers]) {
      await registerOrganisation(registry, organisation);
    }
    const sellers = {
      atRegistry: await registry.bearer('manager'),
      atExchange: await exchange.bearer('manager'),
    };
    const offerIds = await layOut(database.appUrl, workers, sellers);
    const order = (offerId: string, worker: Worker) => contracted(offerId, worker, sellers);
    const timed = async (offerId: string, worker: Worker, latencies: number[]): Promise<void> => {
      const sent = performance.now();
      await order(offerId, worker);
      latencies.push(performance.now() - sent);
    };
    await each(workers, offerIds.slice(0, warmUp), order);
    console.log(`${offerIds.length} offers listed (${kind}), ${warmUp} of them ordered to warm up`);
    const server = await serverProcess();
    const spent = (): readonly number[] => [
      processCpuSeconds(registry.pid),
      processCpuSeconds(exchange.pid),
      serverCpuSeconds(server),
      processCpuSeconds(process.pid),
    ];
    const samples: Sample[] = [];
    for (let first = warmUp; first < offerIds.length; first += orders) {
      const some = offerIds.slice(first, first + orders);
      samples.push(
        await measured(spent, (latencies) =>
          each(workers, some, (offerId, worker) => timed(offerId, worker, latencies)),
        ),
      );
    }
    const rate = median(samples.map(({ perSecond }) => perSecond));
    const p99 = median(samples.map(({ p99Ms }) => p99Ms));
    console.log(
      `medians: ${rate.toFixed(0)} orders/s (target ${targets.perSecond}), p99 ` +
        `${p99.toFixed(0)} ms (target below ${targets.p99Ms})`,
    );
    if (!(rate >= targets.perSecond && p99 < targets.p99Ms)) process.exitCode = 2;
  } finally {
    await exchange.stop();
    await registry.stop();
    await database.drop();
  }
});
