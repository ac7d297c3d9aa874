import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { startTestApp } from './testing/test-app.js';
import type { TestApp } from './testing/test-app.js';

/** The route of the test app takes files of at most 1,000 bytes. */
const route = '/v1/tills/files';

describe('room for uploads', () => {
  let test: TestApp;
  let authorization: string;
  let address: string;
  beforeAll(async () => {
    test = await startTestApp({ env: { HTTP_UPLOADS_BYTES_MAX: '1024' } });
    await test.app.listen(0, '127.0.0.1');
    address = await test.app.getUrl();
    authorization = await test.bearer({ expiresInSeconds: 600 });
  });
  afterAll(() => test.close());

  const upload = (text: string) => {
    const headers = { authorization, 'content-type': 'text/csv' };
    return test.app.inject({ method: 'POST', url: route, headers, payload: text });
  };
  const seen = async (text: string) => (await upload(text)).statusCode;

  const isFree = async (): Promise<boolean> => {
    for (let time = 0; time < 10_000; time++) {
      if ((await seen('x'.repeat(900))) === 201) return true;
      await setTimeout(10);
    }
    return false;
  };

  /** A file of unknown length whose end is not there yet: it holds all that the route takes. */
  const begun = async (): Promise<ClientRequest> => {
    const headers = { authorization, 'content-type': 'text/csv' };
    for (let ms = 20; ms < 60_000; ms *= 2) {
      const slow = request(address + route, { method: 'POST', headers, agent: false });
      slow.on('error', () => undefined).write('a,b');
      await setTimeout(ms);
      if ((await seen('x'.repeat(100))) === 503) return slow;
      // It came late, and perhaps found that very attempt in its way.
      slow.destroy();
      await isFree();
    }
    throw new Error('It holds nothing.');
  };

  it('is held while a file comes in, and free again afterwards', async () => {
    const slow = await begun();
    const refused = await upload('x'.repeat(100));
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5']);
    expect(refused.json()).toMatchObject({ code: 'busy' });
    expect(await seen('x'.repeat(10))).toBe(201);
    slow.end();
    const [answer] = (await once(slow, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(201);
    expect(await isFree()).toBe(true);
  });

  it('is free again after a caller who broke off', async () => {
    const slow = await begun();
    slow.destroy();
    expect(await isFree()).toBe(true);
  });

  it('is free again after files that were refused', async () => {
    for (let time = 0; time < 3; time++) expect(await seen('x'.repeat(2_000))).toBe(413);
    expect(await seen('x'.repeat(900))).toBe(201);
  });

  it('is asked for by files only', async () => {
    const slow = await begun();
    const headers = { authorization };
    const payload = { coins: 1 };
    const answer = await test.app.inject({ method: 'POST', url: '/v1/tills', headers, payload });
    expect(answer.statusCode).toBe(201);
    slow.destroy();
    expect(await isFree()).toBe(true);
  });
});
