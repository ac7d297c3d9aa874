import type { CommandContext } from '@ledger/event-store/command-context.js';
import { org, startTestApp } from './testing/test-app.js';
import type { TestApp } from './testing/test-app.js';

interface Answer {
  readonly id: string;
  readonly version: number;
  readonly position: number;
  readonly coins: number;
}

describe('a write', () => {
  let test: TestApp;
  let authorization: string;
  beforeAll(async () => {
    test = await startTestApp();
    authorization = await test.bearer();
  });
  afterAll(() => test.close());

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    test.app.inject({ method: 'POST', url, payload, headers: { authorization, ...headers } });
  const open = (headers: Record<string, string> = {}, payload: object = { coins: 3 }) =>
    post('/v1/tills', payload, headers);

  it('answers id, version and position, also as headers', async () => {
    const answer = await open();
    const { id, version, position, coins } = answer.json<Answer>();
    expect(answer.statusCode).toBe(201);
    expect([version, coins]).toEqual([1, 3]);
    expect(answer.headers).toMatchObject({
      etag: '"1"',
      'log-position': String(position),
      location: `/v1/tills/${id}`,
    });
    expect(answer.headers).not.toHaveProperty('idempotency-replayed');
  });

  describe('with If-Match', () => {
    const put = async (ifMatch: string) => {
      const { id } = (await open()).json<Answer>();
      return post(`/v1/tills/${id}/coins`, { coins: 1 }, { 'if-match': ifMatch });
    };

    it.each(['"1"', '*', ' "1" '])('%s goes through', async (ifMatch) => {
      const answer = await put(ifMatch);
      expect([answer.statusCode, answer.headers['etag']]).toEqual([200, '"2"']);
    });

    it('of another version is stale', async () => {
      const answer = await put('"7"');
      expect(answer.statusCode).toBe(412);
      expect(answer.json()).toMatchObject({
        code: 'stale_version',
        obstacles: { expected: 7, actual: 1 },
        detail: expect.stringContaining('版本 1'),
      });
      expect(answer.headers).not.toHaveProperty('etag');
    });

    it.each(['1', 'W/"1"', '"1", "2"', '""', '"x"', '"-1"'])('%s is refused', async (ifMatch) => {
      const answer = await put(ifMatch);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        code: 'invalid_header',
        errors: [{ in: 'header', pointer: '/If-Match' }],
      });
    });
  });

  describe('with an Idempotency-Key', () => {
    it('records once and answers the same again', async () => {
      const first = await open({ 'idempotency-key': 'key-1' });
      const again = await open({ 'idempotency-key': 'key-1' });
      expect(again.statusCode).toBe(201);
      expect(again.json()).toEqual(first.json());
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.headers['etag']).toBe(first.headers['etag']);
    });

    it('records once when the requests race', async () => {
      const race = Array.from({ length: 8 }, () => open({ 'idempotency-key': 'race' }));
      const answers = await Promise.all(race);
      expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
      const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
      expect(replayed).toHaveLength(7);
    });

    it('sees the same body in another order of members', async () => {
      const one = await open({ 'idempotency-key': 'order' }, { coins: 3, note: 'n' });
      const other = await open({ 'idempotency-key': 'order' }, { note: 'n', coins: 3 });
      expect(other.json()).toEqual(one.json());
    });

    it('is refused for another body or another query', async () => {
      await open({ 'idempotency-key': 'key-2' });
      const answer = await open({ 'idempotency-key': 'key-2' }, { coins: 4 });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        422,
        'key_reused',
      ]);
    });

    it('is of its caller alone', async () => {
      const first = (await open({ 'idempotency-key': 'mine' })).json<Answer>();
      const other = await test.bearer({ subject: 'subject-2' });
      const theirs = await open({ 'idempotency-key': 'mine', authorization: other });
      expect(theirs.json<Answer>().id).not.toBe(first.id);
    });

    it.each(['', ' ', 'a b', 'x'.repeat(201), '中'])('is refused as "%.10s"', async (key) => {
      const answer = await open({ 'idempotency-key': key });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        400,
        'invalid_header',
      ]);
    });
  });

  it('without a key is another each time', async () => {
    const one = (await open()).json<Answer>();
    expect((await open()).json<Answer>().id).not.toBe(one.id);
  });

  it('acts in the first role of the route that the caller has', async () => {
    const both = await test.bearer({ roles: ['registrar', 'manager'] });
    const headers = {
      authorization: both,
      'x-correlation-id': 'trace-0001',
      'idempotency-key': 'k',
    };
    const answer = await post('/v1/tills/7/closing', {}, headers);
    const { context } = answer.json<{ context: CommandContext }>();
    expect(context).toMatchObject({
      actor: { role: 'manager' },
      correlationId: 'trace-0001',
      idempotency: { key: 'k', scope: expect.stringMatching(/ POST \/v1\/tills\/7\/closing$/) },
    });
    expect(JSON.stringify(context)).not.toContain(org);
    expect(JSON.stringify(context)).not.toContain('subject-1');
  });
});
