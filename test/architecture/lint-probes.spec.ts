import { plantedTree, printed } from './planted-tree.js';

interface Report {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

const lines = (count: number): string => '  one();\n'.repeat(count);
const one = 'const one = (): number => 1;\n';

/** A planted violation per rule: rule, file, text. */
const probes: readonly (readonly [string, string, string])[] = [
  [
    '@typescript-eslint/no-floating-promises',
    'libs/http/src/floating.ts',
    'const work = async (): Promise<void> => {};\nwork();\n',
  ],
  [
    '@typescript-eslint/no-misused-promises',
    'libs/http/src/misused.ts',
    'const work = async (): Promise<boolean> => true;\nif (work()) throw new Error();\n',
  ],
  [
    '@typescript-eslint/await-thenable',
    'libs/http/src/awaited.ts',
    'export const work = async (): Promise<number> => await 1;\n',
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/domain/src/evolve.ts',
    "type Event = { type: 'A' } | { type: 'B' };\n" +
      'export const evolve = (event: Event): number => {\n' +
      "  switch (event.type) {\n    case 'A':\n      return 1;\n    default:\n      return 0;\n  }\n};\n",
  ],
  [
    '@typescript-eslint/consistent-type-imports',
    'libs/http/src/types.ts',
    "import { Server } from 'node:net';\nexport type Mine = Server;\n",
  ],
  [
    '@typescript-eslint/no-explicit-any',
    'libs/http/src/anything.ts',
    'export const anything: any = 1;\n',
  ],
  [
    '@typescript-eslint/only-throw-error',
    'libs/http/src/thrown.ts',
    "export const fail = (): never => {\n  throw 'a text';\n};\n",
  ],
  ['eqeqeq', 'libs/http/src/loose.ts', 'export const same = (a: unknown): boolean => a == 1;\n'],
  ['no-var', 'libs/http/src/old.ts', 'var old = 1;\nexport { old };\n'],
  ['prefer-const', 'libs/http/src/fixed.ts', 'let fixed = 1;\nexport { fixed };\n'],
  [
    'ledger/function-lines',
    'libs/http/src/long.ts',
    `${one}export const long = (): void => {\n${lines(70)}};\n`,
  ],
  [
    'ledger/function-lines',
    'libs/http/src/long.spec.ts',
    `${one}it('is long', () => {\n${lines(70)}});\n`,
  ],
  ['max-lines', 'libs/http/src/thick.ts', `${one}${'one();\n'.repeat(300)}`],
  ['max-lines', 'libs/http/src/thick.spec.ts', `${one}${'one();\n'.repeat(500)}`],
  ...[
    'new Date()',
    'Date.now()',
    'Math.random()',
    'process.env',
    'console.log(1)',
    'crypto.randomUUID()',
  ].map((expression, index): readonly [string, string, string] => [
    /^(new Date|Date|Math)/.test(expression) ? 'no-restricted-syntax' : 'no-restricted-globals',
    `libs/domain/src/impure-${index}.ts`,
    `export const impure = (): unknown => ${expression};\n`,
  ]),
];

const allowed: Readonly<Record<string, string>> = {
  'libs/http/src/described.spec.ts': `${one}describe('it', () => {\n${lines(100)}});\n`,
  'libs/http/src/thick-but-right.spec.ts': `${one}${'one();\n'.repeat(400)}`,
  'libs/http/src/clock.ts': 'export const now = (): string => new Date().toISOString();\n',
  'libs/domain/src/dates.ts':
    'export const next = (day: string): Date => new Date(Date.parse(day) + 86_400_000);\n',
  'libs/domain/src/dates.spec.ts': 'export const today = (): Date => new Date();\n',
};

describe('the lint rules', () => {
  let reports: readonly Report[];

  beforeAll(async () => {
    const planted = Object.fromEntries(probes.map(([, file, text]) => [file, text]));
    const tree = plantedTree({ ...allowed, ...planted });
    try {
      const report = await printed(tree.folder, 'eslint/bin/eslint.js', ['.', '-f', 'json']);
      reports = (JSON.parse(report) as Report[]).map((each) => ({
        ...each,
        filePath: each.filePath.slice(tree.folder.length + 1),
      }));
    } finally {
      tree.remove();
    }
  });

  const rulesOf = (file: string): readonly (string | null)[] =>
    reports.find(({ filePath }) => filePath === file)?.messages.map(({ ruleId }) => ruleId) ?? [
      'the file was not looked at',
    ];

  it.each(probes.map(([rule, file]) => [rule, file]))('%s fires on %s', (rule, file) => {
    expect(rulesOf(file)).toContain(rule);
  });

  it.each(Object.keys(allowed))('%s passes', (file) => {
    expect(rulesOf(file)).toEqual([]);
  });
});
