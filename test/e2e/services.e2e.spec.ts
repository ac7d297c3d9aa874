import { systemClock } from '@ledger/event-store/clock.js';
import { createCluster, isReady, organisations, type TestCluster } from '../support/apps.js';

describe('the two services', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await createCluster({ clock: systemClock });
  });
  afterAll(() => cluster.close());

  it.each(['startRegistry', 'startExchange'] as const)(
    '%s: is ready, describes itself, and lets nobody in without a token',
    async (start) => {
      const { http, close } = await cluster[start]();
      const ready = await isReady(http);
      expect(ready.body).toMatchObject({ status: 'up', parts: { log: { status: 'up' } } });
      const { body: document } = await http.get('/openapi.json').expect(200);
      expect(document.openapi).toBe('3.1.0');
      const page = await http.get('/docs').expect(200);
      expect(page.text).toContain('swagger');
      const metrics = await http.get('/metrics').expect(200);
      expect(metrics.text).toContain('ledger_log_head_position');
      await http.get('/v1/admin/parked').expect(401);
      const manager = await cluster.bearer(organisations.bank, 'manager');
      await http.get('/v1/admin/parked').set('Authorization', manager).expect(403);
      const admin = await cluster.bearer(organisations.bank, 'admin');
      const parked = await http.get('/v1/admin/parked').set('Authorization', admin).expect(200);
      expect(parked.body).toEqual([]);
      await http.get('/v1/admin/projections').set('Authorization', manager).expect(403);
      await cluster.settled();
      const shown = await http.get('/v1/admin/projections').set('Authorization', admin).expect(200);
      expect(shown.body).toContainEqual({
        ...{ name: expect.any(String), state: 'running', position: expect.any(Number), lag: 0 },
        isOutdated: false,
      });
      const none = { process: 'title-opening', correlation: 'none' };
      const retry = http.post('/v1/admin/parked/retry').set('Authorization', admin);
      await retry.send(none).expect(404);
      const abandon = http.post('/v1/admin/parked/abandon').set('Authorization', admin);
      await abandon.send({ ...none, reason: 'never was there' }).expect(404);
      await close();
    },
  );
});
