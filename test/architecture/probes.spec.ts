import { createRequire } from 'node:module';
import path from 'node:path';
import { plantedTree, printed, root, type Planted } from './planted-tree.js';

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

interface Probe {
  readonly rule: string;
  /** The file that must be reported. */
  readonly from: string;
  readonly text: string;
}

/** Files that break nothing: what the probes below import, and what every rule must let pass. */
const allowed: Planted = {
  'libs/domain/src/party/party.decider.ts':
    "import { Decimal } from 'decimal.js';\nexport const decide = (): Decimal => new Decimal(1);\n",
  'libs/domain/src/party/party.decider.spec.ts':
    "import { readFileSync } from 'node:fs';\nimport { decide } from './party.decider.js';\n" +
    'export const used = [readFileSync, decide];\n',
  'libs/domain/src/testing/decider-spec.ts': 'export const specOf = 1;\n',
  'libs/contracts/src/words.dto.ts':
    "import { ApiProperty } from '@nestjs/swagger';\nexport const used = ApiProperty;\n",
  'libs/database/src/connection.ts': "import pg from 'pg';\nexport const used = pg;\n",
  'apps/registry/src/party/party.view.ts': 'export const view = 1;\n',
  'apps/registry/src/party/party.module.ts':
    "import { view } from './party.view.js';\n" +
    "import { decide } from '@ledger/domain/party/party.decider.js';\nexport const used = [view, decide];\n",
  'apps/registry/src/asset/asset.module.ts': 'export const asset = 1;\n',
  'apps/exchange/src/offer/offer.module.ts': 'export const offer = 1;\n',
  'apps/registry/src/main.ts':
    "import { asset } from './asset/asset.module.js';\n" +
    "import { used } from './party/party.module.js';\nexport const all = [asset, used];\n",
  'libs/http/src/ring-two.ts':
    "import { one } from './ring-one.js';\nexport const two = (): unknown => one;\n",
  'tools/src/root.ts': 'export const root = 1;\n',
  'tools/src/verify/hash.ts':
    "import { createHash } from 'node:crypto';\nimport pg from 'pg';\nexport const used = [createHash, pg];\n",
  'test/support/database.ts': "import pg from 'pg';\nexport const used = pg;\n",
};

const imports = (...names: readonly string[]): string =>
  names.map((name) => `import '${name}';\n`).join('');

const probes: readonly Probe[] = [
  { rule: 'domain-is-pure', from: 'libs/domain/src/disk.ts', text: imports('node:fs') },
  {
    rule: 'domain-is-pure',
    from: 'libs/domain/src/wire.ts',
    // Type-only imports are seen too.
    text: "import type { used } from '@ledger/contracts/words.dto.js';\nexport type Wire = typeof used;\n",
  },
  { rule: 'contracts-are-a-leaf', from: 'libs/contracts/src/server.ts', text: imports('fastify') },
  {
    rule: 'documents-only-print',
    from: 'libs/documents/src/live.ts',
    text: imports('@ledger/http/cursor.js'),
  },
  {
    rule: 'documents-only-print',
    from: 'libs/documents/src/now.ts',
    text: imports('node:timers'),
  },
  {
    rule: 'apps-never-meet',
    from: 'apps/registry/src/asset/neighbour.ts',
    text: imports('@ledger/exchange/offer/offer.module.js'),
  },
  {
    rule: 'slices-never-meet',
    from: 'apps/registry/src/asset/sibling.ts',
    text: imports('../party/party.view.js'),
  },
  {
    rule: 'libs-never-import-apps',
    from: 'libs/http/src/upwards.ts',
    text: imports('@ledger/registry/party/party.view.js'),
  },
  {
    rule: 'writes-never-read-views',
    from: 'apps/registry/src/party/party.commands.controller.ts',
    text: imports('./party.view.js'),
  },
  {
    rule: 'writes-never-read-views',
    from: 'apps/registry/src/asset/asset.commands.controller.ts',
    text: imports('typeorm'),
  },
  {
    rule: 'reads-never-decide',
    from: 'apps/registry/src/party/party.projection.ts',
    text: imports('@ledger/domain/party/party.decider.js'),
  },
  {
    rule: 'drivers-stay-in-their-adapter',
    from: 'apps/registry/src/party/driver.ts',
    text: imports('pg'),
  },
  {
    rule: 'specs-are-not-imported',
    from: 'libs/domain/src/untested.ts',
    text: imports('./testing/decider-spec.js'),
  },
  {
    rule: 'the-verifier-stands-alone',
    from: 'tools/src/verify/shortcut.ts',
    text: imports('@ledger/database/connection.js'),
  },
  {
    rule: 'the-verifier-stands-alone',
    from: 'tools/src/verify/neighbour.ts',
    text: imports('../root.js'),
  },
  {
    rule: 'no-circular',
    from: 'libs/http/src/ring-one.ts',
    text: "import { two } from './ring-two.js';\nexport const one = (): unknown => two;\n",
  },
  { rule: 'not-to-unresolvable', from: 'libs/http/src/lost.ts', text: imports('./absent.js') },
  {
    rule: 'not-to-unresolvable',
    from: 'libs/http/src/lost-package.ts',
    text: imports('@ledger/domain/party/absent.js'),
  },
];

const rulesOf = (file: string): readonly string[] => {
  const { forbidden } = createRequire(import.meta.url)(file) as { forbidden: { name: string }[] };
  return forbidden.map(({ name }) => name);
};

describe('the import rules', () => {
  let violations: readonly Violation[];

  beforeAll(async () => {
    const planted = Object.fromEntries(probes.map(({ from, text }) => [from, text]));
    const tree = plantedTree({ ...allowed, ...planted });
    try {
      const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
      const folders = ['libs', 'apps', 'migrations', 'tools', 'test'];
      const tool = 'dependency-cruiser/bin/dependency-cruise.mjs';
      const report = await printed(tree.folder, tool, [...args, ...folders]);
      violations = (JSON.parse(report) as { summary: { violations: Violation[] } }).summary
        .violations;
    } finally {
      tree.remove();
    }
  });

  it.each(probes.map(({ rule, from }) => [rule, from]))('%s fires on %s', (rule, from) => {
    expect(violations.map((each) => [each.rule.name, each.from])).toContainEqual([rule, from]);
  });

  it('let pass what is allowed', () => {
    const reported = violations.map(({ from }) => from);
    expect(Object.keys(allowed).filter((file) => reported.includes(file))).toEqual([]);
  });

  it('have a probe each', () => {
    const rules = rulesOf(path.join(root, '.dependency-cruiser.cjs'));
    expect(rules.filter((rule) => !probes.some((probe) => probe.rule === rule))).toEqual([]);
  });
});
