import {
  VersionConflict,
  LogOverloaded,
  LogUnavailable,
  AppendTooLarge,
} from '@ledger/event-store/event-log.js';
import { StreamFull } from '@ledger/event-store/loop-errors.js';
import { startTestApp } from './testing/test-app.js';
import type { TestApp } from './testing/test-app.js';
import { TillController } from './testing/till.controller.js';

const coded = (code: string): Error => Object.assign(new Error('inside'), { code });

describe('problems', () => {
  let test: TestApp;
  let authorization: string;
  beforeAll(async () => {
    test = await startTestApp();
    authorization = await test.bearer();
  });
  afterAll(() => test.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    test.app.inject({ method: 'GET', url, headers: { authorization, ...headers } });
  const failWith = (error: Error, headers: Record<string, string> = {}) => {
    TillController.failure = error;
    return get('/v1/tills/failure', headers);
  };

  it('tell a refusal with what stands in the way, in Chinese unless asked otherwise', async () => {
    const answer = await get('/v1/tills/refused?');
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['content-language']).toBe('zh-CN');
    expect(answer.headers['vary']).toContain('Accept-Language');
    expect(answer.json()).toMatchObject({
      type: '/problems/party_not_found',
      status: 404,
      instance: '/v1/tills/refused',
      code: 'party_not_found',
      obstacles: { partyIds: ['p-1'] },
      correlationId: answer.headers['x-correlation-id'],
      title: expect.stringMatching(/[\u4e00-\u9fff]/),
    });
  });

  it.each([
    ['en', 'en'],
    ['en-GB,zh;q=0.8', 'en'],
    ['zh-CN,en;q=0.9', 'zh-CN'],
    ['fr, *;q=0.5', 'zh-CN'],
    ['zh;q=0,en;q=0.1', 'en'],
    ['', 'zh-CN'],
    [';;;q=x,,,', 'zh-CN'],
  ])('speak the language of Accept-Language: %s', async (accept, language) => {
    const answer = await get('/v1/tills/missing', { 'accept-language': accept });
    expect(answer.headers['content-language']).toBe(language);
    expect(answer.json<{ title: string }>().title).toBe(
      language === 'en' ? 'Not found' : '没有这个资源',
    );
  });

  it('have a page each', async () => {
    const answer = await test.app.inject('/problems/stale_version');
    expect(answer.json()).toMatchObject({ code: 'stale_version', status: 412 });
    expect((await test.app.inject('/problems/toString')).statusCode).toBe(404);
  });

  it('say 404 for an address that is not there and 405 for a method that is not', async () => {
    const none = await get('/v1/nothing');
    expect([none.statusCode, none.json<{ code: string }>().code]).toEqual([404, 'not_found']);
    const put = await test.app.inject({
      method: 'PUT',
      url: '/v1/tills/7/coins',
      headers: { authorization },
    });
    expect(put.statusCode).toBe(405);
    expect(put.headers['allow']).toBe('POST');
    expect(put.json()).toMatchObject({
      code: 'method_not_allowed',
      obstacles: { allow: ['POST'] },
    });
  });

  it('hide what nobody foresaw and log it with the correlation id', async () => {
    const answer = await failWith(new Error('password=hunter2 in /etc/secret'), {
      'x-correlation-id': 'my-correlation-1',
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal', correlationId: 'my-correlation-1' });
    expect(answer.body).not.toContain('hunter2');
    const line = test
      .lines()
      .split('\n')
      .find((each) => each.includes('hunter2'));
    expect(line).toContain('my-correlation-1');
  });

  it.each([
    ['a full queue', new LogOverloaded(3), 503, 'busy', '3'],
    ['no log', new LogUnavailable('till-1 gone'), 503, 'log_unavailable', '1'],
    ['a large append', new AppendTooLarge('too much'), 413, 'too_large', undefined],
    ['a full stream', new StreamFull('till-1', 10), 409, 'stream_full', undefined],
    ['a stray conflict', new VersionConflict('till-1', 1, 2), 500, 'internal', undefined],
    ['a closed port', coded('ECONNREFUSED'), 503, 'unavailable', '2'],
    ['a shutdown', coded('57P01'), 503, 'unavailable', '2'],
    ['a cut', new Error('Connection terminated unexpectedly'), 503, 'unavailable', '2'],
  ])('tell errors of the log and the database: %s', async (_, error, status, code, retryAfter) => {
    const answer = await failWith(error);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code, status });
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.body).not.toContain('till-1');
  });

  it.each(['/v1/%', '/v1/%ff', '/v1/tills/%E0%A4%A/coins'])(
    'answer a malformed address: %s',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(400);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json()).toMatchObject({ code: 'invalid_request' });
      expect(answer.headers['x-correlation-id']).toBeDefined();
    },
  );

  it('answer an address whose part is too long', async () => {
    const url = `/v1/tills/${'x'.repeat(400)}/coins`;
    const answer = await test.app.inject({ method: 'POST', url, headers: { authorization } });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      414,
      'uri_too_long',
    ]);
  });
});
