import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { TargetGuard } from './target-guard.js';

/** More of an answer than this is not read; only its status counts. */
const answerBytesMax = 64 * 1_024;
const errorLengthMax = 200;

/** How a receiver answered, or why there is no answer. */
export type Sent =
  { readonly status: number; readonly retryAfterMs?: number } | { readonly error: string };

/** Sends to receivers: guarded at each connection, bounded in time and size, never redirected. */
export class WebhookSender {
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 16, timeout: 5_000 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 16, timeout: 5_000 }),
  };

  constructor(
    private readonly guard: TargetGuard,
    private readonly timeoutMs: number,
  ) {}

  async post(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Sent> {
    try {
      // A literal address is never looked up, so it is looked at here.
      const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
      if (isIP(literal) > 0) await this.guard.addressesOf(literal, url.protocol === 'https:');
      const limit = AbortSignal.any([signal, AbortSignal.timeout(this.timeoutMs)]);
      return await this.exchange(url, headers, body, limit);
    } catch (error) {
      return { error: reasonOf(error) };
    }
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private exchange(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Sent> {
    const isHttps = url.protocol === 'https:';
    const ask = isHttps ? httpsRequest : httpRequest;
    const bytes = Buffer.from(body);
    return new Promise((resolve, reject) => {
      const request = ask(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': bytes.length },
        agent: this.agents[isHttps ? 'https:' : 'http:'],
        lookup: this.guard.lookup(isHttps),
        signal,
      });
      request.once('error', reject);
      request.once('response', (response) => {
        let read = 0;
        const { statusCode: status = 0 } = response;
        const sent = { status, ...retryAfterOf(response.headers['retry-after']) };
        response.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read <= answerBytesMax) return;
          resolve(sent);
          request.destroy();
        });
        response.once('error', reject);
        response.once('end', () => resolve(sent));
      });
      request.end(bytes);
    });
  }
}

const retryAfterOf = (value: string | undefined): { readonly retryAfterMs?: number } =>
  value !== undefined && /^\d{1,6}$/.test(value) ? { retryAfterMs: Number(value) * 1_000 } : {};

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
