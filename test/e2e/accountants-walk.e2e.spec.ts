import { systemClock } from '@ledger/event-store/clock.js';
import { createCluster, type TestCluster } from '../support/apps.js';
import { walk, walkOf, type WalkedServices } from './support/walk.js';

describe('the walk of the guide for accountants', () => {
  let cluster: TestCluster;
  let services: WalkedServices;

  beforeAll(async () => {
    cluster = await createCluster({ clock: systemClock });
    services = { REGISTRY: await cluster.startRegistry(), EXCHANGE: await cluster.startExchange() };
  });

  afterAll(() => cluster.close());

  it('is the same in both languages', () =>
    expect(walkOf('docs/guides/accountants.zh-CN.md')).toBe(walkOf('docs/guides/accountants.md')));

  it('goes on where the README’s ends, and fills the table of worked example B', async () => {
    const script = [walkOf('README.md'), walkOf('docs/guides/accountants.md')].join(
      '\necho after\n',
    );
    const told = await walk(script, cluster, services);
    const [, rows = ''] = told.split('after\n');
    expect(rows.trim().split('\n')).toEqual([
      '2 500000.00 0.00 0.00 500000.00',
      '3 320000.00 380000.00 60000.00 760000.00',
      '4 320000.00 0.00 0.00 320000.00',
      '5 0.00 380000.00 0.00 380000.00',
      '6 0.00 0.00 60000.00 60000.00',
      '7 500000.00 190000.00 60000.00 750000.00',
      '8 500000.00 190000.00 0.00 690000.00',
      '9 0.00 0.00 60000.00 60000.00',
      '10 0.00 0.00 0.00 0.00',
      '11 320000.00 190000.00 0.00 510000.00',
      '13 50000.00 0.00 0.00 50000.00',
      '14 70000.00 0.00 0.00 70000.00',
      '15 100000.00 0.00 0.00 100000.00',
      '16 50000.00 0.00 0.00 50000.00',
      '17 50000.00 0.00 0.00 50000.00',
      '18 20000.00 0.00 0.00 20000.00',
      '20 300000.00 190000.00 0.00 490000.00',
      '21 450000.00 0.00 0.00 450000.00',
    ]);
  });
});
