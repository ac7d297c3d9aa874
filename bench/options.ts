export const scenarios = ['append', 'hot', 'reads', 'growth', 'rebuild', 'evidence'] as const;

/** What a report needs to be one; the others are added to it. */
export const essential: readonly ScenarioName[] = ['append', 'hot', 'reads', 'growth'];

export type ScenarioName = (typeof scenarios)[number];

/** How a run is done. */
export interface Options {
  /** Small samples, a minute in all; the documents are not written. */
  readonly isQuick: boolean;
  readonly runs: number;
  readonly only: readonly ScenarioName[];
  readonly inFlight: readonly number[];
  readonly times: { readonly warmUpMs: number; readonly sampleMs: number };
  /** Streams of 20 events that the reads find. */
  readonly streams: number;
  /** Events in the log before the growth samples. */
  readonly growth: readonly [number, number];
}

const usage = `npm run bench -- [--quick] [--runs N] [--only ${scenarios.join('|')}]…`;

/** Reads the command line. Throws with the usage where it is not understood. */
export const optionsOf = (args: readonly string[]): Options => {
  const isQuick = args.includes('--quick');
  let runs = isQuick ? 1 : 3;
  const only: ScenarioName[] = [];
  for (let at = 0; at < args.length; at++) {
    const value = args[at + 1] ?? '';
    if (args[at] === '--quick') continue;
    else if (args[at] === '--runs' && /^[1-9]\d?$/.test(value)) runs = Number(value);
    else if (args[at] === '--only') only.push(scenarioOf(value));
    else throw new Error(usage);
    at += 1;
  }
  return {
    isQuick,
    runs,
    only: only.length === 0 ? scenarios : only,
    inFlight: isQuick ? [1, 64] : [1, 16, 64, 256],
    times: isQuick ? { warmUpMs: 300, sampleMs: 500 } : { warmUpMs: 1_000, sampleMs: 1_500 },
    streams: isQuick ? 100 : 1_000,
    growth: isQuick ? [1_000, 20_000] : [10_000, 1_000_000],
  };
};

const scenarioOf = (name: string): ScenarioName => {
  const found = scenarios.find((each) => each === name);
  if (found === undefined) throw new Error(usage);
  return found;
};
