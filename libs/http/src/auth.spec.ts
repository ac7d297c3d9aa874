import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Controller, Get, Post } from '@nestjs/common';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Public } from './auth/access.decorators.js';
import { localAudience, localIssuerName, openLocalIssuer } from './local-issuer.js';
import { org, startTestApp } from './testing/test-app.js';
import type { TestApp } from './testing/test-app.js';

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const ask = (app: NestFastifyApplication, authorization: string, url = '/v1/tills/caller') =>
  app.inject({ method: 'GET', url, headers: { authorization } });

describe('a caller', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  const refused = async (authorization: string) => {
    const answer = await ask(test.app, authorization);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm=/);
    return answer.json<{ code: string }>().code;
  };

  it('is a random token, an organisation and roles, never a name', async () => {
    const authorization = await test.bearer({ roles: ['lender', 'manager'], subject: 'li.si' });
    const answer = await ask(test.app, authorization);
    expect(answer.json()).toMatchObject({
      caller: {
        org,
        roles: ['manager', 'lender'],
        partyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(answer.body).not.toContain('li.si');
    expect((await ask(test.app, authorization)).json()).toEqual(answer.json());
  });

  it('must say who he is, save on public routes', async () => {
    const answer = await test.app.inject('/v1/tills/caller');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      401,
      'unauthenticated',
    ]);
    expect((await test.app.inject('/v1/tills/open')).statusCode).toBe(200);
  });

  it('must have a role of the route', async () => {
    const authorization = await test.bearer({ roles: ['lender'] });
    const headers = { authorization, 'accept-language': 'en' };
    const answer = await test.app.inject({
      method: 'POST',
      url: '/v1/tills',
      headers,
      payload: {},
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({
      code: 'forbidden',
      obstacles: { roles: ['manager', 'registrar'] },
      detail: 'This needs one of the roles: manager, registrar.',
    });
  });

  it('without any role gets in nowhere', async () => {
    expect((await ask(test.app, await test.bearer({ roles: [] }))).statusCode).toBe(403);
  });

  it('cannot be the system itself', async () => {
    const roles = ['system'] as unknown as ['admin'];
    expect((await ask(test.app, await test.bearer({ roles }))).statusCode).toBe(403);
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer ', 'Bearer a b', 'bearer\tx', 'x'.repeat(9_000)])(
    'is not known by %.20s',
    async (authorization) => {
      expect(await refused(authorization)).toBe('unauthenticated');
    },
  );

  it.each(['Bearer x', 'Bearer a.b.c', `Bearer ${base64({ alg: 'ES256' })}.${base64({})}.AAAA`])(
    'is not known by the token %.20s',
    async (authorization) => {
      expect(await refused(authorization)).toBe('invalid_token');
    },
  );

  it('with a token that has ended is told to get a new one', async () => {
    expect(await refused(await test.bearer({ expiresInSeconds: -60 }))).toBe('invalid_token');
  });

  it.each(['', '123', '91330106MA2EXAMP1I', '5493001KJTIIGC8Y1R13', 'CN:123'])(
    'must speak for an organisation: "%s"',
    async (code) => {
      expect(await refused(await test.bearer({ org: code }))).toBe('invalid_token');
    },
  );

  it('may speak for one abroad, by its LEI or its entry in a foreign register', async () => {
    const callerOf = async (code: string) => {
      const answer = await ask(test.app, await test.bearer({ org: code }));
      return answer.json<{ caller: object }>().caller;
    };
    const lei = '5493001KJTIIGC8Y1R12';
    const known = { org: lei, register: 'lei', partyId: partyIdOf('lei', lei) };
    for (const code of [lei, `lei:${lei}`]) expect(await callerOf(code)).toMatchObject(known);
    expect(await callerOf('sg:201912345k')).toMatchObject({
      ...{ org: 'SG:201912345K', register: 'foreign' },
      partyId: partyIdOf('foreign', 'SG:201912345K'),
    });
    expect(await callerOf(org)).toMatchObject({
      register: 'uscc',
      partyId: partyIdOf('uscc', org),
    });
  });

  it('cannot sign for himself', async () => {
    const claims = { sub: 's', org, roles: ['admin'], iss: localIssuerName, aud: localAudience };
    const exp = Math.floor(Date.now() / 1_000) + 60;
    const payload = base64({ ...claims, exp });
    expect(await refused(`Bearer ${base64({ alg: 'none' })}.${payload}.`)).toBe('invalid_token');
    const stranger = await generateKeyPair('ES256');
    const token = await new SignJWT({ ...claims, exp })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(stranger.privateKey);
    expect(await refused(`Bearer ${token}`)).toBe('invalid_token');
  });
});

describe('an OIDC issuer', () => {
  let provider: Server;
  let issuer: string;
  let privateKey: CryptoKey;
  let spki: string;
  let jwks: { keys: JWK[] };
  let isAway = false;
  let test: TestApp;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    privateKey = pair.privateKey;
    spki = await exportSPKI(pair.publicKey);
    jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1' }] };
    provider = createServer((request, response) => {
      const isDiscovery = request.url === '/realm/.well-known/openid-configuration';
      const body = isDiscovery ? { issuer, jwks_uri: `${issuer}/keys` } : jwks;
      response.writeHead(isAway ? 500 : 200).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/realm`;
    test = await start();
  });
  afterAll(async () => {
    await test.close();
    await new Promise((resolve) => provider.close(resolve));
  });

  const start = () =>
    startTestApp({
      env: {
        LEDGER_MODE: 'production',
        OIDC_ISSUER: issuer,
        OIDC_AUDIENCE: 'ledger',
        OIDC_ORG_CLAIM: 'organisation.uscc',
        OIDC_ROLES_CLAIM: 'realm_access.roles',
      },
    });
  const sign = async (
    claims: object = {},
    key: CryptoKey | Uint8Array = privateKey,
    alg = 'RS256',
  ) => {
    const all = {
      ...{ sub: 'user-7', iss: issuer, aud: ['other', 'ledger'], organisation: { uscc: org } },
      ...{
        realm_access: { roles: ['lender', 'unknown'] },
        exp: Math.floor(Date.now() / 1_000) + 60,
      },
      ...claims,
    };
    const header = { alg, kid: 'k1' };
    return `Bearer ${await new SignJWT(all).setProtectedHeader(header).sign(key)}`;
  };
  const statusOf = async (authorization: string) => (await ask(test.app, authorization)).statusCode;

  it('that is away is a 503, and the next request tries again', async () => {
    isAway = true;
    const answer = await ask(test.app, await sign());
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      503,
      'identity_provider_unavailable',
    ]);
    expect(answer.headers['retry-after']).toBe('5');
    isAway = false;
    expect(await statusOf(await sign())).toBe(200);
  });

  it('is found by discovery; its claims are read where the configuration says', async () => {
    const answer = await ask(test.app, await sign());
    expect(answer.json()).toMatchObject({ caller: { org, roles: ['lender'] } });
  });

  it.each<[string, object]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'other' }],
    ['no audience', { aud: undefined }],
    ['an end in the past', { exp: 1 }],
    ['no end', { exp: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a NUL in the subject', { sub: 'a\0' }],
    ['a start in the future', { nbf: 4_000_000_000 }],
    ['no organisation', { organisation: undefined }],
  ])('is not believed with %s', async (_, claims) => {
    expect(await statusOf(await sign(claims))).toBe(401);
  });

  it('cannot be aped with its own public key as a shared secret', async () => {
    const key = new TextEncoder().encode(spki);
    expect(await statusOf(await sign({}, key, 'HS256'))).toBe(401);
  });

  it('is the only one in production', async () => {
    expect(await statusOf(await test.bearer({ roles: ['admin'] }))).toBe(401);
  });
});

describe('the local issuer', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ledger-keys-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const file = () => path.join(folder, 'keys/local-issuer.jwk.json');

  it('keeps its key for itself, and the same one for all processes', async () => {
    await Promise.all([1, 2, 3, 4].map(() => openLocalIssuer(folder, 'local')));
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    const before = await readFile(file(), 'utf8');
    await openLocalIssuer(folder, 'local');
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  it('does not exist in production', async () => {
    await expect(openLocalIssuer(folder, 'production')).rejects.toThrow('set OIDC_ISSUER');
    await expect(stat(file())).rejects.toThrow('ENOENT');
    await expect(startTestApp({ env: { LEDGER_MODE: 'production' } })).rejects.toThrow(
      'OIDC_ISSUER',
    );
  });

  it('refuses a key that others can read', async () => {
    await openLocalIssuer(folder, 'local');
    await chmod(file(), 0o644);
    await expect(openLocalIssuer(folder, 'local')).rejects.toThrow('chmod 600');
  });
});

describe('an API key', () => {
  let test: TestApp;
  let admin: string;
  beforeAll(async () => {
    test = await startTestApp();
    admin = await test.bearer({ roles: ['admin'] });
  });
  afterAll(() => test.close());

  const create = (body: object = {}, headers: Record<string, string> = {}) =>
    test.app.inject({
      method: 'POST',
      url: '/v1/api-keys',
      headers: { authorization: admin, ...headers },
      payload: { label: 'delivery', org, roles: ['lender'], ...body },
    });
  const use = (key: string) =>
    test.app.inject({ method: 'GET', url: '/v1/tills/caller', headers: { 'x-api-key': key } });

  it('opens what its roles open until it is revoked', async () => {
    const made = await create();
    expect(made.statusCode).toBe(201);
    const { id, key } = made.json<{ id: string; key: string }>();
    expect((await use(key)).json()).toMatchObject({ caller: { org, roles: ['lender'] } });
    const revocation = `/v1/api-keys/${id}/revocation`;
    const headers = { authorization: admin };
    const revoked = await test.app.inject({ method: 'POST', url: revocation, headers });
    expect(revoked.json()).toMatchObject({ id, state: 'revoked' });
    expect((await use(key)).statusCode).toBe(401);
  });

  it('is shown once, and neither its secret nor its hash ever again', async () => {
    const { id, key } = (await create()).json<{ id: string; key: string }>();
    const headers = { authorization: admin };
    const list = await test.app.inject({ method: 'GET', url: '/v1/api-keys?limit=200', headers });
    expect(list.body).toContain(id);
    expect(list.body).not.toContain(key.slice(37));
    expect(list.body).not.toContain((await test.sideStores.apiKeys.find(id))?.secretHash);
    expect(test.lines()).not.toContain(key.slice(37));
  });

  it('is made once for one Idempotency-Key', async () => {
    const first = await create({}, { 'idempotency-key': 'once' });
    const again = await create({}, { 'idempotency-key': 'once' });
    expect(again.statusCode).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.json<{ id: string }>().id).toBe(first.json<{ id: string }>().id);
    expect(again.json()).not.toHaveProperty('key');
    expect((await create({ label: 'other' }, { 'idempotency-key': 'once' })).statusCode).toBe(422);
  });

  it('ends at its time and cannot be an administrator', async () => {
    const { key } = (await create({ expiresAt: '2020-01-01T00:00:00Z' })).json<{ key: string }>();
    expect((await use(key)).statusCode).toBe(401);
    expect((await create({ roles: ['admin'] })).statusCode).toBe(400);
  });

  it.each(['', 'dak_', `dak_${'0'.repeat(32)}_${'A'.repeat(43)}`, 'x'.repeat(5_000)])(
    'is not guessed: %.10s',
    async (key) => {
      expect((await use(key)).statusCode).toBe(401);
    },
  );

  it('is for administrators to make', async () => {
    const authorization = await test.bearer({ roles: ['manager'] });
    expect((await create({}, { authorization })).statusCode).toBe(403);
    const headers = { authorization: admin };
    const none = `/v1/api-keys/none/revocation`;
    expect((await test.app.inject({ method: 'POST', url: none, headers })).statusCode).toBe(404);
  });
});

describe('an app with a route that', () => {
  @Controller('bare')
  class UnguardedController {
    @Get()
    all() {
      return [];
    }
  }

  @Controller('twice')
  @Public()
  class TwiceController {
    @Post()
    one() {
      return 1;
    }
    @Post()
    other() {
      return 2;
    }
  }

  it('nobody guards does not start', async () => {
    const starting = startTestApp({ controllers: [UnguardedController] });
    await expect(starting).rejects.toThrow('UnguardedController.all has none of @Roles');
  });

  it('is there twice does not start', async () => {
    await expect(startTestApp({ controllers: [TwiceController] })).rejects.toThrow();
  });

  it('reads a body unchecked does not start', async () => {
    const { UncheckedController } = await import('./testing/unchecked.controller.js');
    const starting = startTestApp({ controllers: [UncheckedController] });
    await expect(starting).rejects.toThrow('UncheckedController.put has a @Body()');
  });
});
