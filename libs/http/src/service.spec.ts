import { Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { AccessRecorder } from './access/access-recorder.js';
import { Public } from './auth/access.decorators.js';
import { CannotListen, serve } from './bootstrap.js';
import { HealthBoard } from './health/health.js';
import { Metrics } from './health/metrics.js';
import { documentFaults } from './openapi/open-api-document.js';
import { startTestApp } from './testing/test-app.js';
import type { TestApp } from './testing/test-app.js';

describe('a service', () => {
  let test: TestApp;
  let authorization: string;
  beforeAll(async () => {
    test = await startTestApp();
    authorization = await test.bearer();
  });
  afterAll(() => test.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    test.app.inject({ method: 'GET', url, headers });

  it('says that it lives, and whether it is ready and why not', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'up', parts: {} });
    const board = test.app.get(HealthBoard);
    board.add({ name: 'log', check: async () => ({ status: 'up' }) });
    expect((await get('/health/ready')).json()).toEqual({
      status: 'up',
      parts: { log: { status: 'up' } },
    });
    board.add({ name: 'rows', check: async () => ({ status: 'degraded', reasons: ['1 parked'] }) });
    expect((await get('/health/ready')).json()).toMatchObject({ status: 'degraded' });
    board.add({ name: 'disk', check: () => Promise.reject(new Error('password=x')) });
    const down = await get('/health/ready');
    expect(down.statusCode).toBe(503);
    expect(down.json()).toMatchObject({
      status: 'down',
      parts: { rows: { reasons: ['1 parked'] } },
    });
    expect(down.body).not.toContain('password');
  });

  it('counts requests by route template, and what parts add', async () => {
    await get('/v1/tills/caller', { authorization });
    await get('/v1/nothing/12345');
    test.app.get(Metrics).gauge({
      ...{ name: 'ledger_head_position', help: 'Head.', labelNames: ['log'] },
      samples: async () => [{ labels: { log: 'main' }, value: 7 }],
    });
    const page = await get('/metrics');
    expect(page.headers['content-type']).toContain('text/plain');
    expect(page.body).toContain('route="/v1/tills/caller"');
    expect(page.body).toContain('route="unmatched"');
    expect(page.body).not.toContain('12345');
    expect(page.body).toMatch(/ledger_head_position\{log="main",service="till"\} 7/);
  });

  it('answers a well-formed correlation id and makes one for any other', async () => {
    const given = await get('/health/live', { 'x-correlation-id': 'trace-12345' });
    expect(given.headers['x-correlation-id']).toBe('trace-12345');
    for (const bad of ['short', 'with space in it', 'x'.repeat(129), 'line\u00e9-12345']) {
      const made = await get('/health/live', { 'x-correlation-id': bad });
      expect(made.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('sends headers that keep a browser from doing anything with an answer', async () => {
    expect((await get('/v1/tills/open')).headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('logs each request with its correlation id and no secret', async () => {
    const key = `dak_${'0'.repeat(32)}_${'s'.repeat(43)}`;
    const token = authorization.slice('Bearer '.length);
    const headers = { authorization, 'x-api-key': key, 'x-correlation-id': 'trace-secret' };
    await get(`/v1/tills/caller?after=1&token=${token}`, headers);
    await get(`/v1/tills/${token}?key=${key}`, headers);
    await get('/v1/tills/failure', headers);
    const line = test
      .lines()
      .split('\n')
      .find((each) => each.includes('trace-secret'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      ...{ msg: 'request', method: 'GET', path: '/v1/tills/caller', status: 400 },
      correlationId: 'trace-secret',
      role: 'manager',
    });
    expect(test.lines()).not.toContain(token);
    expect(test.lines()).not.toContain('s'.repeat(43));
    expect(test.lines()).not.toContain('subject-1');
  });

  it('leaves no route unguarded but those that are meant for everybody', async () => {
    const document = (await get('/openapi.json')).json<{
      paths: Record<string, Record<string, { security?: object[] }>>;
    }>();
    const open = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { security }]) =>
        security?.length === 0 ? [`${method} ${path}`] : [],
      ),
    );
    expect(open.sort()).toEqual([
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'get /problems/{code}',
      'get /v1/tills/open',
    ]);
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, { security }] of Object.entries(item)) {
        if (security?.length === 0) continue;
        const url = path.replaceAll(/\{\w+\}/g, 'x');
        const answer = await test.app.inject({ method: method as 'GET', url });
        expect([method, path, answer.statusCode]).toEqual([method, path, 401]);
      }
    }
  });

  it('describes itself in OpenAPI 3.1 without an empty schema', async () => {
    const answer = await get('/openapi.json');
    const document = answer.json<Parameters<typeof documentFaults>[0]>();
    expect(document.openapi).toBe('3.1.0');
    expect(documentFaults(document)).toEqual([]);
    const open = document.paths['/v1/tills']?.post;
    expect(Object.keys(open?.responses ?? {})).toEqual([
      '201',
      '400',
      '401',
      '403',
      '409',
      '412',
      '413',
      '415',
      '422',
      '503',
    ]);
    expect(open?.parameters).toMatchObject([{ name: 'Idempotency-Key' }, { name: 'If-Match' }]);
    expect(document.components?.schemas?.['PutCoinsDto']).toMatchObject({
      required: ['coins'],
      properties: {
        coins: { type: 'integer', minimum: 1, maximum: 100, example: 3 },
        day: { type: 'string', format: 'date' },
        tags: { type: 'array', maxItems: 3, items: { type: 'string', maxLength: 5 } },
        worth: { allOf: [{ $ref: '#/components/schemas/MoneyDto' }] },
      },
    });
    const names = document.paths['/v1/tills']?.get?.parameters?.map(
      (each) => 'name' in each && each.name,
    );
    expect(names).toEqual(['limit', 'cursor', 'state', 'open']);
    expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(['bearer', 'apiKey']);
  });

  it('shows its documentation', async () => {
    const page = await get('/docs');
    expect(page.body).toContain('<title>Till</title>');
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(files).toHaveLength(4);
    for (const url of files) expect([url, (await get(url)).statusCode]).toEqual([url, 200]);
    expect((await get('/docs/../package.json')).statusCode).toBe(404);
    expect((await get('/')).headers['location']).toBe('/docs');
  });

  it('records accesses in batches and answers when they are kept', async () => {
    const recorder = test.app.get(AccessRecorder);
    const reader = {
      actor: { person: 'p', partyId: 'q', role: 'lender' as const },
      correlationId: 'c',
    };
    const looks = Array.from({ length: 20 }, (_, at) =>
      recorder.record(reader, {
        purpose: 'credit review',
        route: 'pledge-status',
        subjects: [`a-${at}`],
      }),
    );
    await Promise.all(looks);
    const kept = await test.sideStores.accessRecords.list(0, 100);
    expect(kept.map(({ subjects }) => subjects[0])).toEqual(looks.map((_, at) => `a-${at}`));
    const failing = new AccessRecorder({
      append: () => Promise.reject(new Error('gone')),
      list: async () => [],
    });
    const lost = failing.record(reader, { purpose: 'p', route: 'r', subjects: [] });
    await expect(lost).rejects.toThrow('gone');
  });
});

describe('a service on a port', () => {
  const slow = { begun: (): void => undefined, finish: Promise.resolve() };

  @Controller('slow')
  @Public()
  class SlowController {
    @Get()
    async wait() {
      slow.begun();
      await slow.finish;
      return { waited: true };
    }
  }

  const raw = (port: number, text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.setEncoding('utf8').on('data', (part) => (answer += String(part)));
      // What was not read when the service hung up resets the connection: the answer is there.
      socket.on('close', () => resolve(answer)).on('error', () => undefined);
    });

  it('answers what is no HTTP, and headers that are too large, in the same form', async () => {
    const test = await startTestApp();
    await test.app.listen(0, '127.0.0.1');
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    const nonsense = await raw(port, 'nonsense\r\n\r\n');
    expect(nonsense).toMatch(/^HTTP\/1\.1 400 /);
    expect(nonsense).toContain('application/problem+json');
    const large = await raw(port, `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 431 /);
    expect(large).toContain('"code":"headers_too_large"');
    await test.close();
  });

  it('says in one sentence that the port is taken', async () => {
    const [one, other] = [await startTestApp(), await startTestApp()];
    const url = await serve(one.app, { host: '127.0.0.1', port: 0 });
    const port = Number(new URL(url).port);
    const taken = serve(other.app, { host: '127.0.0.1', port });
    await expect(taken).rejects.toThrow(new CannotListen(`Port ${port} on 127.0.0.1 is in use.`));
    await one.close();
  });

  it('finishes what it has begun before it closes', async () => {
    const test = await startTestApp({ controllers: [SlowController] });
    await test.app.listen(0, '127.0.0.1');
    const begun = new Promise<void>((resolve) => (slow.begun = resolve));
    let finish: () => void = () => undefined;
    slow.finish = new Promise<void>((resolve) => (finish = resolve));
    const answer = fetch(`${await test.app.getUrl()}/v1/slow`);
    await begun;
    const closed = test.close();
    finish();
    await closed;
    expect(await (await answer).json()).toEqual({ waited: true });
  });

  it('gives up on an answer that takes too long', async () => {
    const env = { HTTP_ANSWER_TIMEOUT_SECONDS: '1' };
    const test = await startTestApp({ env, controllers: [NeverController] });
    await test.app.listen(0, '127.0.0.1');
    const url = `${await test.app.getUrl()}/v1/never`;
    const headers = { 'content-type': 'application/json' };
    const answers = await Promise.all([
      fetch(url),
      fetch(url, { method: 'POST', headers, body: '{}' }),
    ]);
    const told = answers.map(async (answer) => [answer.status, await answer.json()]);
    const busy = [503, expect.objectContaining({ code: 'busy' })];
    expect(await Promise.all(told)).toEqual([busy, busy]);
    // One that has begun is broken off: nobody takes a part of it for all.
    const part = await fetch(`${url}/whole`);
    await expect(part.text()).rejects.toThrow();
    await test.close();
  });

  @Controller('never')
  @Public()
  class NeverController {
    @Get()
    wait() {
      return new Promise(() => undefined);
    }

    @Post()
    post() {
      return new Promise(() => undefined);
    }

    @Get('whole')
    begin() {
      const endless = new Readable({ read: () => undefined });
      endless.push('begun');
      return new StreamableFile(endless);
    }
  }
});
