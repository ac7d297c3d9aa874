/**
 * The load of `post-assets`, a process of its own: keeps so many keep-alive connections busy with
 * one POST after another and prints what it saw as JSON. Arguments: url, connections, seconds of
 * warm-up, seconds of the sample, file with `{headers, bodies}`.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { quantile } from './quantile.js';

const [url = '', connections = '64', warmUp = '2', sample = '5', file = ''] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
const { headers, bodies } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
};

const head = Object.entries({ host: `${hostname}:${port}`, ...headers })
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');
const requests = bodies.map((body) => {
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `POST ${pathname} HTTP/1.1\r\n${head}content-length: ${length}\r\n\r\n${body}`,
  );
});

let phase: 'warm-up' | 'sample' | 'over' = 'warm-up';
let sent = 0;
const latencies: number[] = [];
const statuses = new Map<string, number>();

/** One connection: a request, its whole answer, the next. Answers carry their length. */
const run = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).setNoDelay(true).on('error', reject);
    let began = 0;
    let received = Buffer.alloc(0);
    const next = (): void => {
      if (phase === 'over') return void socket.end(resolve);
      began = performance.now();
      socket.write(requests[sent++ % requests.length] ?? '');
    };
    socket.on('connect', next).on('data', (piece) => {
      received = received.length === 0 ? piece : Buffer.concat([received, piece]);
      const end = received.indexOf('\r\n\r\n');
      if (end === -1) return;
      const text = received.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/iu.exec(text)?.[1] ?? 0);
      if (received.length < end + 4 + length) return;
      received = Buffer.alloc(0);
      const status = text.slice(9, 12);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (phase === 'sample') latencies.push(performance.now() - began);
      next();
    });
  });

const pause = (seconds: string): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1_000));

const all = Promise.all(Array.from({ length: Number(connections) }, run));
await pause(warmUp);
phase = 'sample';
const from = performance.now();
await pause(sample);
const seconds = (performance.now() - from) / 1_000;
phase = 'over';
await all;
latencies.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    statuses: Object.fromEntries(statuses),
  }),
);
