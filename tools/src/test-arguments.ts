/** The suites in the order they run: what fails fastest comes first. */
export const suiteNames = ['unit', 'int', 'e2e', 'fault'] as const;

export type SuiteName = (typeof suiteNames)[number];

export interface TestArguments {
  readonly suites: readonly SuiteName[];
  /** What goes on to jest: paths, `-t`, `--coverage` … */
  readonly rest: readonly string[];
}

/** Reads `--suite=unit,int` (all suites without it) and leaves the rest to jest. */
export const testArguments = (args: readonly string[]): TestArguments => {
  const given = args.filter((arg) => arg.startsWith('--suite='));
  const names = given.flatMap((arg) => arg.slice('--suite='.length).split(','));
  const unknown = names.filter((name) => !suiteNames.some((known) => known === name));
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${suiteNames.join(', ')}.`);
  }
  const suites = suiteNames.filter((name) => names.length === 0 || names.includes(name));
  return { suites, rest: args.filter((arg) => !given.includes(arg)) };
};
