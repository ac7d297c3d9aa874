import { systemClock } from '@ledger/event-store/clock.js';
import { play } from '@ledger/tools/demo/play.js';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCluster, type RunningApp, type TestCluster } from '../support/apps.js';
import { walk, walkOf } from './support/walk.js';

describe('what the README offers', () => {
  let cluster: TestCluster;
  let registry: RunningApp;
  let exchange: RunningApp;

  beforeAll(async () => {
    cluster = await createCluster({ clock: systemClock });
    registry = await cluster.startRegistry();
    exchange = await cluster.startExchange();
  });

  afterAll(() => cluster.close());

  it('walks as it stands, in both languages the same', async () => {
    expect(walkOf('README.zh-CN.md')).toBe(walkOf('README.md'));
    const told = await walk(walkOf('README.md'), cluster, { REGISTRY: registry });
    const lines = told.trim().split('\n');
    expect(lines.at(-1)).toMatch(/0$/);
    expect(told).toContain('\nregistered\n');
  });

  it('plays the story of `npm run demo` to its end', async () => {
    const output = await mkdtemp(path.join(tmpdir(), 'ledger-demo-'));
    try {
      const told: string[] = [];
      const { checks } = await play({
        registryUrl: await registry.app.getUrl(),
        exchangeUrl: await exchange.app.getUrl(),
        issuer: cluster.issuer,
        output,
        print: (line) => void told.push(line),
      });
      expect(told.filter((line) => line.includes('✓'))).toHaveLength(checks);
      expect(told.filter((line) => /^\n\d+\. /.test(line)).at(-1)).toMatch(
        /The ledger is exported/,
      );
      expect((await readdir(output)).sort()).toEqual([
        'disclosure.pdf',
        'disclosure.xlsx',
        'http.log',
        'import-report.csv',
        'ledger.xlsx',
        'pledge-status.json',
      ]);
    } finally {
      await rm(output, { recursive: true, force: true });
    }
  });
});
