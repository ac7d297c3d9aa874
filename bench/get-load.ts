/**
 * Load of reads, a process of its own: GETs over keep-alive connections, one after another on each,
 * or begun at a given rate whatever the answers do, and prints what it saw as JSON. Arguments: url,
 * connections, seconds of warm-up, seconds of the sample, file with `{headers, paths}`, and a rate a
 * second (0: as fast as it goes). At a rate, time is counted from when a request was due.
 */
import { readFileSync } from 'node:fs';
import { HttpConnection } from './http-connection.js';
import { quantile } from './quantile.js';

const [url = '', connections = '64', warmUp = '2', sample = '5', file = '', rate = '0'] =
  process.argv.slice(2);
const { headers, paths } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly headers: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
};

let phase: 'warm-up' | 'sample' | 'over' = 'warm-up';
let sent = 0;
const latencies: number[] = [];
const statuses = new Map<number, number>();

/** Asks for the next path and counts the answer. */
const ask = async (connection: HttpConnection, dueAt: number): Promise<void> => {
  const path = paths[(sent++ * 7919) % paths.length] ?? '/';
  const { status } = await connection.ask('GET', path, headers);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  if (phase === 'sample') latencies.push(performance.now() - dueAt);
};

const isOver = (): boolean => phase === 'over';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As fast as it goes. */
const closed = async (connection: HttpConnection): Promise<void> => {
  while (!isOver()) await ask(connection, performance.now());
};

/** Begun when due; who is due while all connections wait takes the first that is free. */
const open = async (all: readonly HttpConnection[], perSecond: number): Promise<void> => {
  const began = performance.now();
  const free = [...all];
  const due: number[] = [];
  const begin = (): void => {
    const [connection, dueAt] = [free.at(-1), due[0]];
    if (connection === undefined || dueAt === undefined) return;
    free.pop();
    due.shift();
    void ask(connection, dueAt).then(() => {
      free.push(connection);
      begin();
    });
  };
  for (let n = 0; !isOver(); n += 1) {
    const at = began + (n * 1_000) / perSecond;
    const left = at - performance.now();
    if (left > 0) await pause(left);
    due.push(at);
    begin();
  }
  while (free.length < all.length) await pause(10);
};

const opened = await Promise.all(
  Array.from({ length: Number(connections) }, () => HttpConnection.open(url)),
);
const all = Number(rate) > 0 ? open(opened, Number(rate)) : Promise.all(opened.map(closed));
await pause(Number(warmUp) * 1_000);
phase = 'sample';
const from = performance.now();
await pause(Number(sample) * 1_000);
const seconds = (performance.now() - from) / 1_000;
phase = 'over';
await all;
for (const connection of opened) connection.close();
latencies.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    statuses: Object.fromEntries(statuses),
  }),
);
