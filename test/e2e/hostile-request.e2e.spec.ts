import type { CallerRole } from '@ledger/http/auth/caller.js';
import { isReady, organisations } from '../support/apps.js';
import { faultsOf } from '../support/faults.js';
import { exampleOf, type Route } from '../support/routes.js';
import { World } from '../support/world.js';

const { bank } = organisations;

let world: World;
let before: number;
beforeAll(async () => {
  world = await World.start();
  before = await world.head();
});
afterAll(() => world.close());

/** Whatever was sent, nothing was recorded and both services are well. */
afterEach(async () => {
  expect(await world.head()).toBe(before);
  for (const { http } of [world.registry, world.exchange]) {
    await isReady(http);
  }
});

type Asked = Parameters<World['send']>[1];

interface Attack {
  readonly route: Route;
  readonly what: string;
  readonly ask: Asked;
  readonly expected: readonly number[];
}

const roleOf = ({ access }: Route): CallerRole => (access === 'public' ? 'manager' : access[0]!);

const attack = async ({ route, what, ask, expected }: Attack): Promise<string | undefined> => {
  const answer = await world.send(route, { as: [bank, roleOf(route)], ...ask });
  const { status, body, headers } = answer;
  const type = headers['content-type'] ?? '';
  const isProblem = status < 400 || type.startsWith('application/problem+json');
  if (expected.includes(status) && (isProblem || isPageOfNothing(route, answer))) return undefined;
  return `${route.name} ${what}: ${status} ${JSON.stringify(body)}`.slice(0, 400);
};

/** A page for people says in words that there is nothing, and runs nothing of what was asked. */
const isPageOfNothing = (
  { path }: Route,
  { status, headers, text }: Awaited<ReturnType<World['send']>>,
): boolean =>
  path.endsWith('.html') &&
  status === 404 &&
  headers['content-type'] === 'text/html; charset=utf-8' &&
  String(headers['content-security-policy']).startsWith("default-src 'none'; ") &&
  !/<script/i.test(text);

const attackAll = async (attacks: readonly Attack[]): Promise<void> => {
  expect(attacks.length).toBeGreaterThan(10);
  expect(await faultsOf(attacks, attack)).toEqual([]);
};

/** Of many forms a third, another one route by route: each route meets some, each form many. */
const shareOf = <Form>(forms: readonly Form[], turn: number): readonly Form[] =>
  forms.length < 6 ? forms : forms.filter((_, at) => at % 3 === turn % 3);

const on = (
  routes: readonly Route[],
  asks: Readonly<Record<string, (route: Route) => Asked>>,
  expected: readonly number[],
): readonly Attack[] =>
  routes.flatMap((route) =>
    Object.entries(asks).map(([what, ask]) => ({ route, what, ask: ask(route), expected })),
  );

const json = (text: string | Buffer) => () => ({
  body: text,
  headers: { 'content-type': 'application/json' },
});

describe('a body', () => {
  const withBody = () => world.writes.filter(({ body }) => body !== undefined);

  it('that is no JSON object is refused', async () => {
    const texts = {
      'broken off': json('{"name": "x"'),
      'no JSON': json('name=x'),
      'not UTF-8': json(Buffer.from([0x7b, 0x22, 0xc4, 0xe3, 0x22, 0x3a, 0x31, 0x7d])),
      'a list': json('[]'),
      text: json('"x"'),
      number: json('1'),
      prototype: json('{"__proto__": {"isAdmin": true}}'),
      deep: json(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
      'deep list': json(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
      'endless number': json('{"a": 1e999}'),
    };
    await attackAll(on(withBody(), texts, [400]));
    // A body of which nothing is required may as well be none.
    const needed = withBody().filter(({ body }) => (body?.required ?? []).length > 0);
    await attackAll(on(needed, { nothing: json(''), null: json('null') }, [400]));
  });

  it('that is too large is refused as such', async () => {
    const megabytes = json(JSON.stringify({ name: 'x'.repeat(1_100_000) }));
    await attackAll(on(withBody(), { megabytes }, [413]));
  });

  it('of another content type is refused', async () => {
    const types = [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json-patch+json',
      'text/csv',
      'x',
    ];
    const asks = Object.fromEntries(
      types.map((type) => [
        type,
        ({ body }: Route) => ({
          body: JSON.stringify(body && exampleOf(body)),
          headers: { 'content-type': type },
        }),
      ]),
    );
    await attackAll(on(withBody(), asks, [415]));
  });

  it('where none is read is refused, unless there is nothing in it', async () => {
    const without = world.writes.filter(({ body, isUpload }) => !body && !isUpload);
    const asks = { fields: json('{"reason": "x"}'), list: json('[1]'), broken: json('{') };
    await attackAll(on(without, asks, [400]));
    const text = () => ({ body: 'x', headers: { 'content-type': 'text/plain' } });
    await attackAll(on(without, { text, again: text }, [415]));
  });
});

describe('a header', () => {
  it('If-Match or Idempotency-Key that cannot be meant is refused', async () => {
    // Computing and asking for many at once record nothing and so know neither.
    const records = world.writes.filter(
      ({ path }) => !path.includes('/admin/') && !/\/(compute|batch|check)$/.test(path),
    );
    const tags = ['x', '"x"', 'W/"1"', '1', '"-1"', '"1.5"', '"1","2"', `"${'9'.repeat(30)}"`, ''];
    const keys = ['', ' ', 'a b', 'k'.repeat(201), 'clé', '键'.codePointAt(0) ? 'é' : ''];
    const asks = Object.fromEntries([
      ...tags.map((tag) => [`If-Match ${tag}`, () => ({ headers: { 'if-match': tag } })] as const),
      ...keys.map(
        (key) => [`key ${key}`, () => ({ headers: { 'idempotency-key': key } })] as const,
      ),
    ]);
    await attackAll(on(records, asks, [400]));
  });

  it('of many kilobytes is refused', async () => {
    const huge = () => ({ headers: { 'x-correlation-id': 'x'.repeat(20_000) } });
    await attackAll(on(world.routes, { huge }, [431]));
  });

  it('that is odd is not taken for anything', async () => {
    const odd = {
      correlation: { 'x-correlation-id': `' OR 1=1; <script>` },
      language: { 'accept-language': `${'zz-'.repeat(500)};q=x` },
      accept: { accept: 'image/png' },
      host: { host: 'evil.example' },
      forwarded: { 'x-forwarded-for': 'x', 'x-forwarded-proto': 'gopher' },
      'method override': { 'x-http-method-override': 'DELETE' },
      range: { range: 'bytes=0-1', 'if-none-match': '*' },
    };
    const asked = world.routes.filter(({ method }) => method === 'get');
    const faults = await faultsOf(asked, async (route) => {
      const as = [bank, roleOf(route)] as const;
      const { status: expected } = await world.send(route, { as });
      const isTaken = async (headers: Readonly<Record<string, string>>): Promise<boolean> => {
        // A printed document has no text; what its bytes say is compressed.
        const { status, text = '' } = await world.send(route, { as, headers });
        return status !== expected || text.includes('<script>') || text.includes('evil.example');
      };
      // All at once, for some of these answers take long to make; one by one where that is wrong.
      if (!(await isTaken(Object.assign({}, ...Object.values(odd))))) return undefined;
      const taken: string[] = [];
      for (const [what, headers] of Object.entries(odd)) {
        if (await isTaken(headers)) taken.push(what);
      }
      return `${route.name}: ${taken.join(', ') || 'all together'}`;
    });
    expect(faults).toEqual([]);
  });
});

describe('a query', () => {
  it('with a name that the route does not know is refused', async () => {
    const asks = Object.fromEntries(
      [
        'colour=red',
        'LIMIT=1',
        'constructor=1',
        '__proto__=1',
        'limit[]=1',
        '%00=1',
        '=',
        'a.b=1',
      ].map((query) => [query, () => ({ query: `?${query}` })] as const),
    );
    const plain = world.routes.filter(({ path }) => path.startsWith('/v1/'));
    await attackAll(on(plain, asks, [400]));
  });

  it('with values that cannot be meant is refused', async () => {
    const wrong: Readonly<Record<string, readonly string[]>> = {
      limit: ['0', '201', '-1', '1.5', 'x', '', '1e2', '9'.repeat(40), '1&limit=2'],
      cursor: [
        'x',
        '',
        '%00',
        `' OR '1'='1`,
        'eyJ4IjoxfQ',
        'bnVsbA',
        'W10',
        'x'.repeat(3_000),
        'a&cursor=b',
      ],
      after: ['-1', 'x', '', '1.5', '9'.repeat(16), '1&after=2', '%00'],
      state: ['nope', '', '%00'],
      purpose: ['', '%00', 'x'.repeat(3_000), '%ed%a0%80'],
      text: ['', '%00', '%zz', '%d0%d0', 'x'.repeat(5_000)],
      knownAt: ['x', '-1', '2026-02-30', ''],
      validAt: ['x', '2026-02-30', '20260101', ''],
      registeredFrom: ['2026-02-30', 'x'],
      registeredUntil: ['2026-13-01'],
      assetId: ['x', ''],
      sellerPartyId: ['x'],
      offerId: ['x'],
      waitFor: ['x', ''],
      dryRun: ['x', '1', ''],
      afterPosition: ['-1', 'x'],
      pledgee: ['x'],
      pledgor: ['x'],
      kind: ['x'],
      side: ['x'],
      outcome: ['x'],
      grade: ['x'],
      category: [''],
      source: ['x'],
      industry: ['x', ''],
      certificateNo: ['', '%00'],
      externalNumber: ['', '%00'],
    };
    const attacks = world.routes.flatMap((route, turn) =>
      route.query.flatMap((name) => {
        const values = wrong[name] ?? ['%00', 'x'.repeat(3_000)];
        return shareOf(values, turn).map((value) => ({
          route,
          what: `${name}=${value}`,
          ask: { query: `?${name}=${value.replaceAll(' ', '%20')}` },
          expected: [400],
        }));
      }),
    );
    await attackAll(attacks);
  });

  it('that asks for what is not recorded yet is answered 503 when it waited its time', async () => {
    // One that names a party, which those with this parameter ask for.
    const party = (query: readonly string[]) => (query.includes('party') ? `&party=${bank}` : '');
    const asked = ({ required }: Route) =>
      required
        .filter(([name]) => name !== 'party')
        .map(([name, example]) => `&${name}=${encodeURIComponent(example)}`)
        .join('');
    const readers = world.routes.filter(({ query }) => query.includes('after'));
    const far = (await world.head()) + 1_000_000_000;
    const faults = readers.map(async (route) => {
      const { status, headers, body } = await world.send(route, {
        as: [bank, roleOf(route)],
        query: `?after=${far}${party(route.query)}${asked(route)}`,
      });
      // The feed is told where to go on: a place that its log never had is a mistake, not a wait.
      const isFeed = route.name === 'registry GET /v1/log/events';
      const isGood = isFeed ? status === 400 : status === 503 && Number(headers['retry-after']) > 0;
      return isGood ? [] : [`${route.name}: ${status} ${JSON.stringify(body)}`];
    });
    expect((await Promise.all(faults)).flat()).toEqual([]);
  });
});

describe('an address', () => {
  it('with ids of the wrong form finds nothing, and writes nothing', async () => {
    const ids = {
      short: 'x',
      NUL: '\0',
      dots: '../../etc/passwd',
      SQL: `' OR '1'='1'; DROP TABLE ledger.event; --`,
      script: '<script>alert(1)</script>',
      'half a surrogate': '%ED%A0%80',
      'upper case': '3F2B8C1E-5D47-4A9B-8E60-7C1D2F3A4B5C',
      Chinese: '行'.repeat(60),
      long: 'a'.repeat(299),
      'very long': 'a'.repeat(5_000),
      'another stream': 'x-title-x',
      star: '*',
      'pledge of nothing': '.1',
      'pledge far off': `${world.things['assetId']}.99999999999999999999`,
      space: ' ',
    };
    const named = world.routes.filter(
      ({ things, path }) => things.length > 0 && path.startsWith('/v1'),
    );
    const attacks = named.flatMap((route, turn) =>
      route.things.flatMap((name, at) =>
        shareOf(Object.entries(ids), turn + at).map(([what, id]) => ({
          route,
          what: `${name} ${what}`,
          ask: { things: { ...world.things, [name]: id } },
          expected: [400, 404, 414],
        })),
      ),
    );
    await attackAll(attacks);
  });
});
