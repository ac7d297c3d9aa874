import { systemClock } from '@ledger/event-store/clock.js';
import { createCluster, type TestCluster } from '../support/apps.js';
import { documentText, walk, walkOf, type WalkedServices } from './support/walk.js';

/** Each guide goes on where the README's walk ends, and must not need another guide. */
const guides = ['managers', 'lenders', 'operators', 'integrators'] as const;

describe('the walks of the guides', () => {
  let cluster: TestCluster;
  let services: WalkedServices;

  beforeAll(async () => {
    cluster = await createCluster({ clock: systemClock });
    services = { REGISTRY: await cluster.startRegistry(), EXCHANGE: await cluster.startExchange() };
  });

  afterAll(() => cluster.close());

  it.each(guides)('for %s are the same in both languages', (guide) => {
    expect(walkOf(`docs/guides/${guide}.zh-CN.md`)).toBe(walkOf(`docs/guides/${guide}.md`));
  });

  it('work as they stand', async () => {
    const parts = guides.map(
      (guide) => `(\n${walkOf(`docs/guides/${guide}.md`)}\n)\necho; echo "after ${guide}"`,
    );
    const told = await walk([walkOf('README.md'), ...parts].join('\n'), cluster, services);
    const [managers = '', lenders = '', operators = '', integrators = ''] = told.split(
      /after (?:managers|lenders|operators|integrators)/,
    );
    expect(managers).toContain('4 refused 请填写下列之一：核心、重要、敏感、其他一般。');
    expect(managers).toMatch(/completed\n1\n/);
    expect(managers.match(/^true$/gm)).toHaveLength(3);
    expect(managers).toMatch(/^小微企业贷后监测指标$/m);
    expect(managers.trim()).toMatch(/contracted\n2\n4$/);
    expect(lenders).toMatch(/claimed\nregistered\n\{[^\n]*\n3000000.00\nreleased\n/);
    expect(operators).toMatch(/revoked\n/);
    expect(operators).toContain('ledger_log_head_position');
    expect(integrators).toMatch(/title\.TitleOpened\.v1\nwhsec_\nlive\n50\n3\n4\n/);
  });

  it('name the metrics as they are', async () => {
    const { text: page } = await services.REGISTRY.http.get('/metrics');
    const told = documentText('docs/guides/operators.md').matchAll(
      /`((?:http|ledger|nodejs|process)_[a-z0-9_]+)`/g,
    );
    const names = new Set([...told].map(([, name = '']) => name));
    names.delete('ledger_application');
    expect(names.size).toBeGreaterThan(8);
    expect([...names].filter((name) => !page.includes(`# TYPE ${name} `))).toEqual([]);
  });
});
