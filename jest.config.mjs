/** One project per suite; the suffix of a file says which suite it belongs to and so what it needs. */
const base = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/tools'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.data/'],
};

/** Specs are loaded by Node itself, the services once per worker: test/runner/runtime.cjs. */
const native = {
  runtime: '<rootDir>/test/runner/runtime.cjs',
  testEnvironment: '<rootDir>/test/runner/environment.cjs',
  transform: {},
};

/** Coverage is counted by jest's own loader, which takes twice as long. */
const counting = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['app-src', 'node', 'default'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  setupFilesAfterEnv: ['<rootDir>/test/runner/counting-seed.mjs'],
};

const isCounting = process.argv.some((argument) => argument.startsWith('--coverage'));
const project = (displayName, testMatch, more = {}) => ({
  ...base,
  ...(isCounting ? counting : native),
  displayName,
  testMatch,
  ...more,
});

const notPlain = ['\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$', '\\.fault\\.spec\\.ts$'];
/** Stories of what depends on the log: they are told on the other event store, too. */
const ofTheLog = '**/{evidence,feed,financing,party,services}.e2e.spec.ts';

export default {
  // A bound for what hangs, not for what is slow: a busy machine takes ten times as long.
  testTimeout: 300_000,
  // A worker that has grown so large is replaced between two files.
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/test/runner/sequencer.cjs',
  projects: [
    project('unit', ['**/*.spec.ts'], { testPathIgnorePatterns: ['/node_modules/', ...notPlain] }),
    project('int', ['**/*.int.spec.ts']),
    project('e2e', ['**/*.e2e.spec.ts']),
    project('e2e-eventstoredb', [ofTheLog], {
      testEnvironmentOptions: { env: { E2E_LOG: 'eventstoredb' } },
    }),
    project('fault', ['**/*.fault.spec.ts']),
  ],
};
