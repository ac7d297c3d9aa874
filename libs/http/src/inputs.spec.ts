import { startTestApp } from './testing/test-app.js';
import type { TestApp } from './testing/test-app.js';
import { TillController } from './testing/till.controller.js';

interface Told {
  readonly code: string;
  readonly errors?: readonly {
    readonly in: string;
    readonly pointer: string;
    readonly message: string;
  }[];
}

describe('input', () => {
  let test: TestApp;
  let authorization: string;
  beforeAll(async () => {
    test = await startTestApp({ env: { HTTP_BODY_BYTES_MAX: '4096' } });
    authorization = await test.bearer();
  });
  afterAll(() => test.close());

  const send = (payload: string | Buffer | object, headers: Record<string, string> = {}) =>
    test.app.inject({
      method: 'POST',
      url: '/v1/tills',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      payload,
    });
  const get = (url: string) => test.app.inject({ method: 'GET', url, headers: { authorization } });
  const errorsOf = async (body: object) => {
    const answer = await send(body);
    expect(answer.statusCode).toBe(400);
    return answer.json<Told>().errors?.map(({ pointer }) => pointer) ?? [];
  };

  it('of the right shape passes, trimmed and in one spelling', async () => {
    const body = {
      coins: 3,
      note: '  首笔  ',
      day: '2028-02-29',
      at: '2026-11-21T09:30:00.5+08:00',
      worth: { amount: '12.5', currency: 'CNY' },
      owner: { name: '数据集团', uscc: ' 91330106ma2examp1e ' },
      tags: [' a ', 'b'],
    };
    expect((await send(body)).statusCode).toBe(201);
    expect(TillController.seen.at(-1)).toEqual({
      note: '首笔',
      day: '2028-02-29',
      at: '2026-11-21T01:30:00.5Z',
      worth: { amount: '12.50', currency: 'CNY' },
      owner: { name: '数据集团', uscc: '91330106MA2EXAMP1E' },
      tags: ['a', 'b'],
    });
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['/coins']],
    ['null for a value', { coins: null }, ['/coins']],
    ['null for an optional value', { coins: 1, note: null }, ['/note']],
    ['text for a number', { coins: '3' }, ['/coins']],
    ['a fraction for an integer', { coins: 1.5 }, ['/coins']],
    ['too small a number', { coins: 0 }, ['/coins']],
    ['too large a number', { coins: 101 }, ['/coins']],
    ['a list for an object', { coins: 1, owner: [] }, ['/owner']],
    ['text for an object', { coins: 1, owner: 'x' }, ['/owner']],
    ['an object for a list', { coins: 1, tags: {} }, ['/tags']],
    ['an object for text', { coins: 1, note: {} }, ['/note']],
    ['long text', { coins: 1, note: 'x'.repeat(11) }, ['/note']],
    ['blank text', { coins: 1, note: '   ' }, ['/note']],
    ['a date that does not exist', { coins: 1, day: '2027-02-29' }, ['/day']],
    ['a month that does not exist', { coins: 1, day: '2027-13-01' }, ['/day']],
    ['a year before all registers', { coins: 1, day: '0000-01-01' }, ['/day']],
    ['an instant without zone', { coins: 1, at: '2026-11-21T09:30:00' }, ['/at']],
    ['an instant that does not exist', { coins: 1, at: '2026-02-30T09:30:00Z' }, ['/at']],
    ['an id in capitals', { coins: 1, ref: '3F2B8C1E-5D47-4A9B-8E60-7C1D2F3A4B5C' }, ['/ref']],
    ['another word', { coins: 1, metal: 'lead' }, ['/metal']],
    ['negative money', { coins: 1, worth: { amount: '-1', currency: 'CNY' } }, ['/worth/amount']],
    [
      'three decimals',
      { coins: 1, worth: { amount: '1.001', currency: 'CNY' } },
      ['/worth/amount'],
    ],
    [
      'sixteen digits',
      { coins: 1, worth: { amount: '1234567890123456', currency: 'CNY' } },
      ['/worth/amount'],
    ],
    ['money as a number', { coins: 1, worth: { amount: 1, currency: 'CNY' } }, ['/worth/amount']],
    [
      'another currency',
      { coins: 1, worth: { amount: '1', currency: 'XXX' } },
      ['/worth/currency'],
    ],
    ['a short code', { coins: 1, owner: { name: 'n', uscc: '913301' } }, ['/owner/uscc']],
    [
      'a code with I and O',
      { coins: 1, owner: { name: 'n', uscc: '91330106MI2EOAMP1E' } },
      ['/owner/uscc'],
    ],
    ['a wrong item', { coins: 1, tags: ['a', 7, 'toolong'] }, ['/tags/1', '/tags/2']],
    ['too many items', { coins: 1, tags: ['a', 'b', 'c', 'd'] }, ['/tags']],
    ['wrong objects in a list', { coins: 1, others: [{ name: 'n' }, 3] }, ['/others/1']],
    ['a wrong field in a list', { coins: 1, others: [{ name: 'n' }] }, ['/others/0/uscc']],
    ['a NUL', { coins: 1, note: 'a\0b' }, ['/note']],
    ['an unpaired surrogate', { coins: 1, owner: { name: '\ud83d' } }, ['/owner/name']],
    ['a NUL in a name', { coins: 1, owner: { 'a\0': 1 } }, ['/owner']],
    ['a name of JavaScript', { coins: 1, hasOwnProperty: 1 }, ['/hasOwnProperty']],
    ['several wrong values', { coins: 'x', note: 5 }, ['/coins', '/note']],
  ])('refuses %s and points to it', async (_, body, pointers) => {
    expect(await errorsOf(body)).toEqual(pointers);
  });

  it('names field and remedy in both languages', async () => {
    const body = { owner: { name: 'n', uscc: '1' } };
    const zh = (await send(body)).json<Told>();
    expect(zh.errors?.map(({ message }) => message)).toEqual([
      'coins 缺失，须为 1 至 100 的整数',
      expect.stringMatching(/^owner\.uscc 须为 18 位统一社会信用代码/),
    ]);
    const en = (await send(body, { 'accept-language': 'en' })).json<Told>();
    expect(en.errors?.[0]?.message).toBe('coins is missing: give an integer from 1 to 100');
  });

  it('refuses unknown fields, also nested ones, naming those that are known', async () => {
    const answer = await send({
      coins: 1,
      extra: 1,
      owner: { name: 'n', uscc: '91330106MA2EXAMP1E', vip: true },
    });
    const { code, errors } = answer.json<Told>();
    expect([answer.statusCode, code]).toEqual([400, 'unknown_field']);
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/owner/vip']);
    expect(answer.body).toContain('name、uscc');
  });

  it.each([
    ['broken JSON', '{"coins":'],
    ['no JSON', 'coins=3'],
    ['__proto__', '{"coins":1,"__proto__":{"a":1}}'],
    ['constructor.prototype', '{"coins":1,"constructor":{"prototype":{}}}'],
    ['GBK', Buffer.from([0x7b, 0x22, 0xd6, 0xd0, 0xb9, 0xfa, 0x22, 0x3a, 0x31, 0x7d])],
  ])('refuses %s', async (_, payload) => {
    const answer = await send(payload);
    expect([answer.statusCode, answer.json<Told>().code]).toEqual([400, 'invalid_json']);
  });

  it.each(['', '[]', '"text"', '7', 'null', 'true'])(
    'refuses %j for an object',
    async (payload) => {
      const answer = await send(payload);
      expect([answer.statusCode, answer.json<Told>().code]).toEqual([400, 'invalid_request']);
    },
  );

  it('refuses nesting without end and numbers without end', async () => {
    const deep = `{"coins":1,"owner":${'['.repeat(1_500)}${']'.repeat(1_500)}}`;
    expect((await send(deep)).statusCode).toBe(400);
    const key = { 'idempotency-key': 'k' };
    expect((await send('{"coins":1e999}', key)).statusCode).toBe(400);
    expect((await send('{"coins":1.25}', key)).statusCode).toBe(400);
  });

  it('refuses what is too large', async () => {
    const answer = await send({ coins: 1, note: 'x'.repeat(5_000) });
    expect([answer.statusCode, answer.json<Told>().code]).toEqual([413, 'too_large']);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'text/csv',
    'application/xml',
    'nonsense',
  ])('refuses the content type %s', async (type) => {
    const answer = await send('coins=1', { 'content-type': type });
    expect([answer.statusCode, answer.json<Told>().code]).toEqual([415, 'unsupported_media_type']);
    expect(answer.body).toContain('application/json');
  });

  it('refuses a body where none is read', async () => {
    const close = (payload: object) =>
      test.app.inject({
        method: 'POST',
        url: '/v1/tills/1/closing',
        headers: { authorization },
        payload,
      });
    expect((await close({})).statusCode).toBe(200);
    expect((await close({ a: 1 })).json<Told>()).toMatchObject({
      code: 'unknown_field',
      errors: [{ in: 'body', pointer: '/a' }],
    });
  });

  describe('in a query', () => {
    it('is read as numbers, booleans and lists', async () => {
      expect((await get('/v1/tills?limit=7&open=true&state=%20a%20')).statusCode).toBe(200);
      expect(TillController.seen.at(-1)).toEqual({
        limit: 7,
        open: true,
        state: ['a'],
        at: undefined,
      });
      await get('/v1/tills?state=a&state=b');
      expect(TillController.seen.at(-1)).toMatchObject({ limit: 50, state: ['a', 'b'] });
    });

    it.each([
      ['limit=0', '/limit'],
      ['limit=201', '/limit'],
      ['limit=1&limit=2', '/limit'],
      ['limit=1e1', '/limit'],
      ['limit=', '/limit'],
      ['open=yes', '/open'],
      ['state=toolong', '/state/0'],
      ['state=%00', '/state'],
      ['filter=1', '/filter'],
      ['after=5', '/after'],
    ])('refuses %s', async (query, pointer) => {
      const answer = await get(`/v1/tills?${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json<Told>().errors).toMatchObject([{ in: 'query', pointer }]);
    });

    it('refuses a parameter on a route that reads none', async () => {
      const answer = await get('/v1/tills/refused?a=1');
      expect(answer.json<Told>()).toMatchObject({ code: 'unknown_field' });
    });

    it('reads after where the route reads it', async () => {
      expect((await get('/v1/tills/caller?after=12')).json()).toMatchObject({ after: 12 });
      expect((await get('/v1/tills/caller?after=-1')).statusCode).toBe(400);
    });

    it('takes a cursor that it gave, and no other', async () => {
      const { next } = (await get('/v1/tills')).json<{ next: string }>();
      expect((await get(`/v1/tills?cursor=${next}`)).statusCode).toBe(200);
      expect(TillController.seen.at(-1)).toMatchObject({ at: ['a', 1] });
      const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const wrong = ['x', made([2, 'tills', 'a', 1]), made([1, 'others', 'a', 1])];
      wrong.push(
        made([1, 'tills', 'a\0', 1]),
        made([1, 'tills', 'a', 'b']),
        made([1, 'tills', 'a']),
      );
      for (const cursor of wrong) {
        const answer = await get(`/v1/tills?cursor=${cursor}`);
        expect([answer.statusCode, answer.json<Told>().code]).toEqual([400, 'invalid_cursor']);
      }
    });
  });

  describe('in a path', () => {
    it.each(['%00', '%ED%A0%80'])('refuses %s', async (id) => {
      const url = `/v1/tills/${id}/coins`;
      const answer = await test.app.inject({
        method: 'POST',
        url,
        headers: { authorization },
        payload: { coins: 1 },
      });
      expect(answer.statusCode).toBe(400);
    });
  });

  describe('as a file', () => {
    const upload = (payload: string, type: string) =>
      test.app.inject({
        method: 'POST',
        url: '/v1/tills/files',
        headers: { authorization, 'content-type': type, 'idempotency-key': 'file-1' },
        payload,
      });
    const form = (...parts: string[]) =>
      `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`;
    const file = (text: string) =>
      `Content-Disposition: form-data; name="file"; filename="库存.csv"\r\nContent-Type: text/csv\r\n\r\n${text}`;
    const field = (name: string, text: string) =>
      `Content-Disposition: form-data; name="${name}"\r\n\r\n${text}`;
    const type = 'multipart/form-data; boundary=x';

    it('is read bare', async () => {
      const answer = await upload('a,b\n1,2', 'text/csv; charset=utf-8');
      expect(answer.json()).toMatchObject({ text: 'a,b\n1,2', mediaType: 'text/csv', fields: {} });
    });

    it('is read from a form with its fields', async () => {
      const answer = await upload(form(field('defaults', '{}'), file('a,b')), type);
      expect(answer.json()).toMatchObject({
        text: 'a,b',
        fileName: '库存.csv',
        fields: { defaults: '{}' },
      });
    });

    it('takes part in the fingerprint', async () => {
      const prints = [
        await upload('a', 'text/csv'),
        await upload('a', 'text/csv'),
        await upload('b', 'text/csv'),
        await upload(form(field('x', '1'), file('a')), type),
        await upload(form(field('x', '2'), file('a')), type),
      ].map(
        (answer) => answer.json<{ idempotency: { fingerprint: string } }>().idempotency.fingerprint,
      );
      expect(new Set(prints).size).toBe(4);
      expect(prints[0]).toBe(prints[1]);
    });

    it.each([
      ['a large bare file', 'x'.repeat(1_001), 'text/csv', 413],
      ['a large file in a form', form(file('x'.repeat(1_001))), type, 413],
      ['two files', form(file('a'), file('b')), type, 413],
      ['a form without a file', form(field('a', 'b')), type, 400],
      ['a form that breaks off', '--x\r\nContent-Disposition: form-data; name="a"', type, 400],
      ['a form without boundary', form(file('a')), 'multipart/form-data', 400],
      ['a NUL in a field', form(field('a', 'b\0'), file('a')), type, 400],
      ['JSON', '{}', 'application/json', 415],
      ['another type', 'a', 'application/pdf', 415],
    ])('refuses %s', async (_, payload, contentType, status) => {
      const answer = await upload(payload, contentType);
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });
  });
});
