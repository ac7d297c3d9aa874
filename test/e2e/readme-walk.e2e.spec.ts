import { systemClock } from '@ledger/event-store/clock.js';
import { createCluster, type RunningApp, type TestCluster } from '../support/apps.js';
import { walk, walkOf } from './support/walk.js';

describe('the walk of the README', () => {
  let cluster: TestCluster;
  let registry: RunningApp;

  beforeAll(async () => {
    cluster = await createCluster({ clock: systemClock });
    registry = await cluster.startRegistry();
  });

  afterAll(() => cluster.close());

  it('works as it stands, in both languages the same', async () => {
    expect(walkOf('README.zh-CN.md')).toBe(walkOf('README.md'));
    const told = await walk(walkOf('README.md'), cluster, { REGISTRY: registry });
    const lines = told.trim().split('\n');
    expect(lines.at(-1)).toMatch(/0$/);
    expect(told).toContain('\nregistered\n');
  });
});
