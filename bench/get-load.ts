/**
 * Load of reads, a process of its own: GETs over keep-alive connections, one after another on each,
 * or begun at a given rate whatever the answers do, and prints what it saw as JSON. Arguments: url,
 * connections, seconds of warm-up, seconds of the sample, file with `{headers, paths}`, and a rate a
 * second (0: as fast as it goes). At a rate, time is counted from when a request was due.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { quantile } from './quantile.js';

const [url = '', connections = '64', warmUp = '2', sample = '5', file = '', rate = '0'] =
  process.argv.slice(2);
const { hostname, port } = new URL(url);
const { headers, paths } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly headers: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
};
const head = Object.entries({ host: `${hostname}:${port}`, ...headers })
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

let phase: 'warm-up' | 'sample' | 'over' = 'warm-up';
let sent = 0;
const latencies: number[] = [];
const statuses = new Map<string, number>();

/** A connection that asks one thing at a time. Answers carry their length. */
class Asking {
  private received: Buffer = Buffer.alloc(0);
  private settle: (() => void) | undefined;

  constructor(private readonly socket: Socket) {
    socket.on('data', (piece: Buffer) => this.take(piece));
  }

  static open(): Promise<Asking> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname).setNoDelay(true).on('error', reject);
      socket.on('connect', () => resolve(new Asking(socket)));
    });
  }

  /** Resolves with the answer. */
  async ask(dueAt: number): Promise<void> {
    const path = paths[(sent++ * 7919) % paths.length] ?? '/';
    await new Promise<void>((resolve) => {
      this.settle = resolve;
      this.socket.write(`GET ${path} HTTP/1.1\r\n${head}\r\n`, 'latin1');
    });
    if (phase === 'sample') latencies.push(performance.now() - dueAt);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(piece: Buffer): void {
    this.received = this.received.length === 0 ? piece : Buffer.concat([this.received, piece]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const text = this.received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/iu.exec(text)?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    this.received = Buffer.alloc(0);
    const status = text.slice(9, 12);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    this.settle?.();
  }
}

const isOver = (): boolean => phase === 'over';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As fast as it goes. */
const closed = async (asking: Asking): Promise<void> => {
  while (!isOver()) await asking.ask(performance.now());
};

/** Begun when due; who is due while all connections wait takes the first that is free. */
const open = async (all: Asking[], perSecond: number): Promise<void> => {
  const began = performance.now();
  const free = [...all];
  const due: number[] = [];
  const begin = (): void => {
    const [asking, dueAt] = [free.pop(), due.shift()];
    if (asking === undefined || dueAt === undefined) {
      if (asking !== undefined) free.push(asking);
      if (dueAt !== undefined) due.unshift(dueAt);
      return;
    }
    void asking.ask(dueAt).then(() => {
      free.push(asking);
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

const asking = await Promise.all(Array.from({ length: Number(connections) }, () => Asking.open()));
const all = Number(rate) > 0 ? open(asking, Number(rate)) : Promise.all(asking.map(closed));
await pause(Number(warmUp) * 1_000);
phase = 'sample';
const from = performance.now();
await pause(Number(sample) * 1_000);
const seconds = (performance.now() - from) / 1_000;
phase = 'over';
await all;
for (const one of asking) one.close();
latencies.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    statuses: Object.fromEntries(statuses),
  }),
);
