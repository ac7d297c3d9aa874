import prettier from 'eslint-config-prettier';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';

/** Time, chance and the outside world come into the rules as inputs, so that a replay is the same. */
const impureGlobals = ['process', 'console', 'performance', 'crypto', 'fetch', 'setTimeout']
  .concat('setInterval', 'setImmediate', 'queueMicrotask', 'Buffer')
  .map((name) => ({ name, message: 'libs/domain is pure: take it as an input.' }));

const impureSyntax = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'libs/domain has no clock: take the time from `meta.now`.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'libs/domain has no clock: take the time from `meta.now`.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'libs/domain has no clock: take the time from `meta.now`.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'libs/domain has no chance: take ids and salts as inputs.',
  },
];

const functionLines = builtinRules.get('max-lines-per-function');

/** A `describe` holds its cases, so its length says nothing; each case is measured by itself. */
const isDescribe = (node) =>
  node.parent?.type === 'CallExpression' &&
  /^describe(\.each)?$/.test(calleeName(node.parent.callee));

const calleeName = (callee) => {
  if (callee.type === 'CallExpression') return calleeName(callee.callee);
  if (callee.type === 'MemberExpression') return `${callee.object.name}.${callee.property.name}`;
  return callee.name;
};

const ledger = {
  rules: {
    'function-lines': {
      meta: functionLines.meta,
      create: (context) => {
        const report = (found) => void (isDescribe(found.node) || context.report(found));
        return functionLines.create(Object.create(context, { report: { value: report } }));
      },
    },
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', 'demo-output/**', 'coverage/**'] },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.base],
    plugins: { ledger },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'ledger/function-lines': ['error', { max: 70 }],
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // A union is handled case by case: with a `default`, a new event would be passed over.
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  { files: ['**/*.spec.ts', '**/*.contract.ts'], rules: { 'max-lines': ['error', { max: 500 }] } },
  // A contract suite is a function of its adapter that holds cases, as a `describe` does.
  { files: ['**/*.contract.ts'], rules: { 'ledger/function-lines': 'off' } },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/domain/src/testing/**'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...impureSyntax],
    },
  },
  prettier,
);
