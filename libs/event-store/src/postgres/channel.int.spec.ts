import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { withClient } from '@ledger/database/connection.js';
import { Wake } from '../wake.js';
import { Channel } from './channel.js';

const patienceMs = 60_000;

describe('the channel between processes', () => {
  let database: TestDatabase;
  let opened: Channel[];

  beforeEach(async () => {
    database = await createTestDatabase();
    opened = [];
  });
  afterEach(async () => {
    for (const channel of opened) channel.close();
    await database.drop();
  });

  const process = (): { channel: Channel; wake: Wake } => {
    const wake = new Wake();
    const channel = new Channel(database.appUrl, wake);
    opened.push(channel);
    return { channel, wake };
  };

  /** A process that listens: its first waking says so. */
  const listening = async () => {
    const one = process();
    one.channel.listen();
    await one.wake.after(0, patienceMs);
    expect(one.wake.count).toBe(1);
    return one;
  };

  it('wakes the others, and not whoever tells them', async () => {
    const [a, b] = [await listening(), await listening()];
    a.channel.announce();
    await b.wake.after(1, patienceMs);
    b.channel.announce();
    await a.wake.after(1, patienceMs);
    // What a said itself came to it before what b said.
    expect([a.wake.count, b.wake.count]).toEqual([2, 2]);
  });

  it('tells of many at once, and of the last one too', async () => {
    const [a, b] = [await listening(), await listening()];
    for (let n = 0; n < 1_000; n++) a.channel.announce();
    // The first goes at once, the others together after it.
    await b.wake.after(1, patienceMs);
    await b.wake.after(2, patienceMs);
    b.channel.announce();
    await a.wake.after(1, patienceMs);
    expect(b.wake.count).toBe(3);
  });

  it('tells as soon as there is a connection', async () => {
    const b = await listening();
    process().channel.announce();
    await b.wake.after(1, patienceMs);
    expect(b.wake.count).toBe(2);
  });

  it('comes up again when its connection is lost, and wakes for what it may have missed', async () => {
    const [a, b] = [await listening(), await listening()];
    await withClient(database.adminUrl, (client) =>
      client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'ledger log channel'`),
    );
    await a.wake.after(1, patienceMs);
    await b.wake.after(1, patienceMs);
    const before = b.wake.count;
    a.channel.announce();
    await b.wake.after(before, patienceMs);
    expect(b.wake.count).toBeGreaterThan(before);
  });
});
