import { callerRoles, type CallerRole } from '@ledger/http/auth/caller.js';
import { organisations, type RunningApp } from '../support/apps.js';
import { isNameOf, type Route } from '../support/routes.js';
import { World } from '../support/world.js';

const { bank, secondLender: stranger } = organisations;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

const guarded = (): readonly Route[] => world.routes.filter(({ access }) => access !== 'public');

describe('every route', () => {
  it('says who may use it, and there are many', () => {
    expect(world.routes.length).toBeGreaterThan(60);
    expect(world.routes.filter(({ access }) => access === undefined)).toEqual([]);
    const open = world.routes.filter(({ access }) => access === 'public').map(({ path }) => path);
    // Of the log, everybody may have the hashes: checkpoints, tiles and proofs.
    const hashes = /^\/v1\/log\//;
    expect([...new Set(open)].filter((path) => !hashes.test(path)).sort()).toEqual([
      '/.well-known/jwks.json',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/problems/{code}',
      '/v1/catalog',
      '/v1/catalog/{offerId}',
      '/v1/certificates.html',
      '/v1/certificates/{certificateNo}',
      '/v1/certificates/{certificateNo}.html',
      '/v1/certificates/{certificateNo}.pdf',
      '/v1/market.html',
      '/v1/market/prices',
      '/v1/market/prices.svg',
      '/v1/pledge-searches/{no}',
      '/v1/pledge-searches/{no}.pdf',
      '/v1/pledge-searches/{no}/verification',
      '/v1/pledge-searches/{no}/verification.html',
      '/v1/publicity',
      '/v1/publicity.html',
    ]);
  });

  it('is closed without a token (401) and for a token that is none', async () => {
    for (const route of guarded()) {
      const bare = await world.send(route);
      expect([route.name, bare.status, bare.body.code]).toEqual([
        route.name,
        401,
        'unauthenticated',
      ]);
      expect(bare.headers['www-authenticate']).toContain('Bearer');
      const forged = await world.send(route, { headers: { authorization: 'Bearer e30.e30.' } });
      expect([route.name, forged.status, forged.body.code]).toEqual([
        route.name,
        401,
        'invalid_token',
      ]);
    }
  });

  it('is closed to every role that it does not name (403)', async () => {
    const before = await world.head();
    for (const route of guarded()) {
      for (const role of callerRoles.filter((one) => !route.access.includes(one))) {
        const { status, body } = await world.send(route, { as: [bank, role] });
        expect([route.name, role, status, body.code]).toEqual([route.name, role, 403, 'forbidden']);
      }
    }
    expect(await world.head()).toBe(before);
  });
});

/** Sees everything, or is seen by everybody signed in. */
const open = [/\/v1\/parties\//, /\/v1\/api-keys\//, /\/v1\/policies\//];
const seesAll = (role: CallerRole, { service, path }: Route): boolean =>
  role === 'auditor' ||
  (role === 'operator' && (service === 'exchange' || path === '/v1/log/events'));

describe('a stranger', () => {
  /** Routes that name something of somebody: a month or a year is the caller's own. */
  const private_ = () =>
    guarded().filter(
      ({ path, things }) =>
        things.some((name) => isNameOf(world.things[name] ?? '')) &&
        !open.some((one) => one.test(path)),
    );

  const idsOf = (name: string) => ({ [name]: world.things[name] ?? '' });

  /** An answer without what must differ between any two of them. */
  const told = (answer: { status: number; text: string }, things: Record<string, string>) => {
    const {
      correlationId: _,
      instance: _i,
      ...body
    } = JSON.parse(answer.text) as {
      correlationId: string;
      instance: string;
    };
    const ids = Object.entries(things)
      .filter(([, id]) => isNameOf(id))
      .sort(([, a], [, b]) => b.length - a.length);
    const text = ids.reduce((all, [name, id]) => all.replaceAll(id, name), JSON.stringify(body));
    return { status: answer.status, body: text };
  };

  it.each([{}, { 'if-match': '"1"' }, { 'if-match': '"999"' }, { 'idempotency-key': 'a-key' }])(
    'is told of what others have just what he is told of what is not there (404), with %j',
    async (headers) => {
      const before = await world.head();
      const nothing = world.nothing();
      const inside = { ...nothing, ...idsOf('assetId'), pledgeId: `${world.things['assetId']}.99` };
      // Only who writes is asked what version and which key he means.
      const isPlain = Object.keys(headers).length === 0;
      const asked = private_().filter(({ method }) => isPlain || method === 'post');
      const differing: unknown[] = [];
      expect(asked.length).toBeGreaterThan(30);
      for (const route of asked) {
        for (const role of callerRoles.filter((one) => route.access.includes(one))) {
          if (seesAll(role, route)) continue;
          const as = [stranger, role] as const;
          const query = route.query.includes('purpose') ? '?purpose=x' : '';
          const real = await world.send(route, { as, headers, query });
          const none = await world.send(route, { as, headers, query, things: nothing });
          const where = `${route.name} as ${role}`;
          const half = await world.send(route, { as, headers, query, things: inside });
          const [heard, inHere] = [told(real, world.things), told(half, inside)];
          const expected = told(none, nothing);
          if (inHere.body !== expected.body) differing.push([where, inHere, expected]);
          // Where only the caller's own stream is written, its version is looked at first.
          const isHidden =
            heard.status === 404 || (heard.status === 412 && expected.status === 412);
          if (!isHidden || heard.body !== expected.body) differing.push([where, heard, expected]);
        }
      }
      expect(differing).toEqual([]);
      expect(await world.head()).toBe(before);
    },
  );

  it('finds none of it in lists and files', async () => {
    const lists = guarded().filter(
      ({ method, path, things }) =>
        method === 'get' && things.length === 0 && !['/v1/api-keys', '/v1/policies'].includes(path),
    );
    for (const route of lists) {
      for (const role of callerRoles.filter((one) => route.access.includes(one))) {
        if (seesAll(role, route)) continue;
        const { status, text, body } = await world.send(route, { as: [stranger, role] });
        // A file of bytes has no text.
        const said = text ?? String(body);
        // A list that is asked for nothing in particular may want to know what it is asked for.
        expect([route.name, role, [200, 400].includes(status)]).toEqual([route.name, role, true]);
        for (const [name, id] of Object.entries(world.things)) {
          if (!isNameOf(id)) continue;
          // The asset of a listed offer is named in the open catalogue; policies are everybody's.
          const isOpen = ['/v1/offers', '/v1/log/events'].includes(route.path);
          if (isOpen && ['assetId', 'holdingId', 'name'].includes(name)) continue;
          expect([route.name, role, name, said.includes(id)]).toEqual([
            route.name,
            role,
            name,
            false,
          ]);
        }
      }
    }
  });
});

describe('a key for a machine', () => {
  it('opens both services for its organisation in its roles, until it is revoked', async () => {
    const admin = [bank, 'admin'] as const;
    const wanted = { label: '对接系统', org: bank, roles: ['manager'] };
    const { id, key } = await world.post(world.registry, '/v1/api-keys', wanted, admin);
    const statuses = async (path: string) => {
      const ask = async (app: RunningApp) =>
        (await app.http.get(path).set('x-api-key', String(key))).status;
      return [await ask(world.registry), await ask(world.exchange)];
    };
    expect(await statuses('/v1/api-keys')).toEqual([403, 403]);
    const offer = await world.exchange.http
      .get(`/v1/offers/${world.things['offerId']}`)
      .set('x-api-key', String(key));
    expect(offer.body).toMatchObject({ state: 'draft' });
    const asset = await world.registry.http
      .get(`/v1/assets/${world.things['assetId']}`)
      .set('x-api-key', String(key));
    expect(asset.status).toBe(200);
    await world.post(world.exchange, `/v1/api-keys/${id}/revocation`, undefined, admin);
    expect(await statuses('/v1/api-keys')).toEqual([401, 401]);
  });
});
