import { randomUUID } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Longest text of one call that goes into the log of calls. */
const shownCharactersMax = 600;
/** How often a call is made at most while the services ask for patience. */
const triesMax = 20;

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** What every write answers. */
export interface Written {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}

/** A call was answered otherwise than the story says it must be. */
export class UnexpectedAnswer extends Error {
  constructor(call: string, status: number, expected: readonly number[], text: string) {
    super(`${call}: ${status} instead of ${expected.join(' or ')}\n${text}`);
    this.name = 'UnexpectedAnswer';
  }
}

/** Writes every call down, without the tokens. */
export class CallLog {
  count = 0;

  constructor(private readonly file: string) {
    writeFileSync(file, '');
  }

  add(call: string, sent: string, status: number, ms: number, received: string): void {
    this.count += 1;
    const brief = (text: string) =>
      text.length > shownCharactersMax ? `${text.slice(0, shownCharactersMax)}…` : text;
    const lines = [
      `${call}  →  ${status}  (${Math.round(ms)} ms)`,
      ...(sent === '' ? [] : [`  > ${brief(sent)}`]),
      ...(received === '' ? [] : [`  < ${brief(received)}`]),
    ];
    appendFileSync(this.file, `${lines.join('\n')}\n`);
  }
}

interface CallOptions {
  /** Statuses that the story allows. */
  readonly expect?: readonly number[];
  readonly accept?: string;
}

/** Speaks to one service as one organisation in some roles. */
export class Client {
  constructor(
    private readonly base: string,
    private readonly token: string,
    private readonly log: CallLog,
  ) {}

  get<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('GET', path, undefined, { expect: [200], ...options });
  }

  /** Every write carries a key of its own, as a careful client's does. */
  post<T>(path: string, body?: object, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, { expect: [200, 201, 202, 204], ...options });
  }

  /** The bytes of a file. */
  async download(path: string): Promise<Buffer> {
    const request = { method: 'GET', headers: this.headers() };
    const { response, bytes } = await this.answered(path, '', request);
    if (response.ok) return bytes;
    throw new UnexpectedAnswer(`GET ${path}`, response.status, [200], bytes.toString());
  }

  private async call<T>(
    method: string,
    path: string,
    body: object | undefined,
    { expect = [], accept }: CallOptions,
  ): Promise<Answer<T>> {
    const isForm = body instanceof FormData;
    const json = body === undefined || isForm ? undefined : JSON.stringify(body);
    const sent = isForm ? body : json;
    const shown = isForm ? '(a form with a file)' : (json ?? '');
    const { response, bytes } = await this.answered(path, shown, {
      method,
      headers: {
        ...this.headers(),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accept === undefined ? {} : { accept }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = bytes.toString();
    if (!expect.includes(response.status)) {
      throw new UnexpectedAnswer(`${method} ${path}`, response.status, expect, text);
    }
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as T) : (text as T);
    return { status: response.status, headers: response.headers, body: parsed };
  }

  /** Asks again, with the same key, where a busy service says when to. */
  private async answered(path: string, sent: string, request: RequestInit) {
    for (let tries = 1; ; tries++) {
      const started = performance.now();
      const response = await fetch(this.base + path, request);
      const bytes = Buffer.from(await response.arrayBuffer());
      const type = response.headers.get('content-type') ?? '';
      const received = /json|text/.test(type) ? bytes.toString() : `${bytes.length} bytes: ${type}`;
      const call = `${request.method} ${this.base}${path}`;
      this.log.add(call, sent, response.status, performance.now() - started, received);
      const seconds = response.status === 503 ? response.headers.get('retry-after') : null;
      if (seconds === null || tries === triesMax) return { response, bytes };
      await delay(Number(seconds) * 1_000);
    }
  }

  private headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, 'accept-language': 'zh-CN' };
  }
}
