import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { TargetGuard } from './target-guard.js';

/** More of an answer than this is not read, where the caller does not ask for more. */
const answerBytesMax = 64 * 1_024;
const errorLengthMax = 200;
/**
 * So long what follows a status that is enough may take: a body that comes with it ends in time and
 * leaves the connection to be used again; one that drips must not keep a place from others.
 */
const restMsMax = 1_000;

/** How a receiver answered, or why there is no answer. */
export type Sent =
  | {
      readonly status: number;
      readonly retryAfterMs?: number;
      /** As far as it was read; absent where it is longer than allowed. */
      readonly body?: string;
      /** The `Link` header. */
      readonly link?: string;
    }
  | { readonly error: string };

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bytesMax?: number;
  /** Whether the status alone is asked for: what follows it is let go, however it ends. */
  readonly isStatusEnough?: boolean;
}

/** Sends to receivers: guarded at each connection, bounded in time and size, never redirected. */
export class OutboundSender {
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 16, timeout: 5_000 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 16, timeout: 5_000 }),
  };

  constructor(
    private readonly guard: TargetGuard,
    private readonly timeoutMs: number,
  ) {}

  post(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Sent> {
    return this.ask(url, { method: 'POST', headers, body }, signal);
  }

  /** Posts to somebody whose status says all: a body that comes slowly, or not, changes nothing. */
  tell(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Sent> {
    return this.ask(url, { method: 'POST', headers, body, isStatusEnough: true }, signal);
  }

  async ask(url: URL, ask: Ask, signal: AbortSignal): Promise<Sent> {
    try {
      // A literal address is never looked up, so it is looked at here.
      const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
      if (isIP(literal) > 0) await this.guard.addressesOf(literal, url.protocol === 'https:');
      const limit = AbortSignal.any([signal, AbortSignal.timeout(this.timeoutMs)]);
      return await this.exchange(url, ask, limit);
    } catch (error) {
      return { error: reasonOf(error) };
    }
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private exchange(url: URL, ask: Ask, signal: AbortSignal): Promise<Sent> {
    const { method, headers, body, bytesMax = answerBytesMax, isStatusEnough } = ask;
    const isHttps = url.protocol === 'https:';
    const open = isHttps ? httpsRequest : httpRequest;
    const bytes = body === undefined ? undefined : Buffer.from(body);
    return new Promise((resolve, reject) => {
      const request = open(url, {
        method,
        headers: { ...headers, ...(bytes && { 'content-length': bytes.length }) },
        agent: this.agents[isHttps ? 'https:' : 'http:'],
        lookup: this.guard.lookup(isHttps),
        signal,
      });
      request.once('error', reject);
      request.once('response', (response) => {
        const sent = headOf(response);
        if (isStatusEnough === true) {
          resolve(sent);
          const late = setTimeout(() => request.destroy(), restMsMax);
          response.once('close', () => clearTimeout(late));
        }
        const chunks: Buffer[] = [];
        let read = 0;
        response.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (isStatusEnough !== true) chunks.push(chunk);
          if (read <= bytesMax) return;
          resolve(sent);
          request.destroy();
        });
        response.once('error', reject);
        response.once('end', () => resolve({ ...sent, body: Buffer.concat(chunks).toString() }));
      });
      request.end(bytes);
    });
  }
}

const headOf = ({ statusCode: status = 0, headers }: IncomingMessage) => {
  const { 'retry-after': retryAfter = '', link } = headers;
  return {
    status,
    ...(/^\d{1,6}$/.test(retryAfter) && { retryAfterMs: Number(retryAfter) * 1_000 }),
    ...(typeof link === 'string' && { link }),
  };
};

/** A sentence for the owner: what went wrong, without anything of ours. */
const reasonOf = (error: unknown): string => {
  const { name, code, message } = error as NodeJS.ErrnoException;
  const isTime = name === 'TimeoutError' || name === 'AbortError';
  const text = isTime
    ? 'no answer in time'
    : name === 'TargetRefused'
      ? message
      : (code ?? message);
  return text.slice(0, errorLengthMax);
};
