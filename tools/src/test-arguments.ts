/** The suites in the order they run: what fails fastest comes first. */
export const suiteNames = ['unit', 'int', 'e2e', 'fault'] as const;

export type SuiteName = (typeof suiteNames)[number];

export interface TestArguments {
  readonly suites: readonly SuiteName[];
  /** What the properties draw their examples from. */
  readonly seed: number;
  /** What goes on to jest: paths, `-t`, `--coverage` … */
  readonly rest: readonly string[];
}

/**
 * Properties are tried on the same examples in every run: whoever sees one fail has broken it. New
 * ones are hunted with `--seed=<number>` (CONTRIBUTING.md), and by jest itself when it runs alone.
 */
const seedOfEveryRun = 202311;

/** Reads `--suite=unit,int` (all suites without it) and `--seed=1`; leaves the rest to jest. */
export const testArguments = (args: readonly string[]): TestArguments => {
  const given = args.filter((arg) => arg.startsWith('--suite='));
  const names = given.flatMap((arg) => arg.slice('--suite='.length).split(','));
  const unknown = names.filter((name) => !suiteNames.some((known) => known === name));
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${suiteNames.join(', ')}.`);
  }
  const suites = suiteNames.filter((name) => names.length === 0 || names.includes(name));
  const seeds = args.filter((arg) => arg.startsWith('--seed='));
  const seed = Number(seeds.at(-1)?.slice('--seed='.length) ?? seedOfEveryRun);
  if (!Number.isInteger(seed)) throw new Error(`The seed is no whole number: ${seeds.join(' ')}.`);
  return { suites, seed, rest: args.filter((arg) => ![...given, ...seeds].includes(arg)) };
};
