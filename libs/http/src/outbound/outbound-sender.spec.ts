import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkList } from './networks.js';
import { OutboundSender } from './outbound-sender.js';
import { TargetGuard } from './target-guard.js';

const never = new AbortController().signal;
const headers = { 'content-type': 'application/json' };

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let url: URL;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const senders: OutboundSender[] = [];
afterEach(() => {
  for (const sender of senders.splice(0)) sender.close();
});
const senderOf = (timeoutMs = 10_000, allowed: readonly string[] = ['127.0.0.0/8']) => {
  const guard = new TargetGuard(networkList(allowed), () => Promise.resolve([]));
  const sender = new OutboundSender(guard, timeoutMs);
  senders.push(sender);
  return sender;
};
const posted = (sender = senderOf(), signal = never) =>
  sender.post(url, headers, '{"n":1}', signal);

describe('what is sent out', () => {
  it('is what was given, whole, and the answer tells when to come again', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      request.setEncoding('utf8').on('data', (body) => {
        seen.push([request.method, request.url, request.headers['content-length'], body]);
        response.writeHead(429, { 'retry-after': '7' }).end('later');
      });
    };
    expect(await posted()).toEqual({ status: 429, retryAfterMs: 7_000, body: 'later' });
    expect(seen).toEqual([['POST', '/hook', '7', '{"n":1}']]);
  });

  it('takes an hour that is no number of seconds for none', async () => {
    answer = (_, response) =>
      response.writeHead(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }).end();
    expect(await posted()).toEqual({ status: 503, body: '' });
  });

  it('follows no redirect', async () => {
    const asked: unknown[] = [];
    answer = (request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    };
    expect(await posted()).toMatchObject({ status: 302 });
    expect(asked).toEqual(['/hook']);
  });

  it('reads no more of an answer than it must, and counts its status all the same', async () => {
    let written = 0;
    const closed = new Promise((resolve) => {
      answer = (_, response) => {
        const piece = Buffer.alloc(64 * 1_024);
        const write = () => {
          while (!response.destroyed && response.write(piece)) written += piece.length;
        };
        response.on('drain', write).once('close', resolve).writeHead(200);
        write();
      };
    });
    expect(await posted()).toEqual({ status: 200 });
    await closed;
    // What a socket on either side may hold, and far from all that was there to be read.
    expect(written).toBeLessThan(16 * 1_024 * 1_024);
  });

  it('waits for no answer longer than it may, begun or not', async () => {
    answer = () => undefined;
    expect(await posted(senderOf(30))).toEqual({ error: 'no answer in time' });
    answer = (_, response) => void response.writeHead(200).write('a');
    expect(await posted(senderOf(30))).toEqual({ error: 'no answer in time' });
  });

  it('has reached who answered with a status, whatever he does afterwards', async () => {
    const sender = senderOf(200);
    const told = () => sender.tell(url, headers, '{"n":1}', never);
    const closed = new Promise((resolve) => {
      answer = (_, response) => void response.once('close', resolve).writeHead(202).write('a');
    });
    expect(await told()).toEqual({ status: 202 });
    // Who never ends his answer loses the connection when the time is over.
    await closed;
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('a', () => response.destroy());
    };
    expect(await told()).toEqual({ status: 200 });
    answer = (_, response) => response.writeHead(429, { 'retry-after': '7' }).end('later');
    expect(await told()).toEqual({ status: 429, retryAfterMs: 7_000 });
    answer = () => undefined;
    expect(await told()).toEqual({ error: 'no answer in time' });
  });

  it('gives a place to the next one, though many do not end their answers', async () => {
    const sender = senderOf(60_000);
    const told = () => sender.tell(url, headers, '{"n":1}', never);
    answer = (_, response) => void response.writeHead(202).write('a');
    // More than the places that one receiver has.
    const statuses = await Promise.all(Array.from({ length: 17 }, told));
    expect(statuses).toEqual(statuses.map(() => ({ status: 202 })));
  });

  it('ends when its service does', async () => {
    const stopping = new AbortController();
    answer = () => stopping.abort();
    expect(await posted(senderOf(), stopping.signal)).toEqual({ error: 'no answer in time' });
  });

  it('tells by its code that a receiver hung up or speaks no HTTP', async () => {
    answer = (_, response) => response.socket?.destroy();
    expect(await posted()).toEqual({ error: 'ECONNRESET' });
    answer = (_, response) => void response.socket?.end('220 mail.example.org ESMTP\r\n');
    expect(await posted()).toEqual({ error: expect.stringMatching(/^HPE_/u) as string });
  });

  it('goes to no address that is not public, unless the operator allows its network', async () => {
    answer = () => {
      throw new Error('Nobody should have come.');
    };
    expect(await posted(senderOf(10_000, []))).toEqual({
      error: expect.stringContaining('127.0.0.1') as string,
    });
  });
});
