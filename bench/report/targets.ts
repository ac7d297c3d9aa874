import type { Sample } from '../measure.js';
import { spread } from '../results.js';
import { cpuMicros, type Figures, times, whole } from './figures.js';

/** One thing that the log is to reach, and whether it did in this run. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
  readonly isMet: boolean | undefined;
}

const unknown = 'not measured';

/** Compares a figure to a bound; undefined figures are "not measured". */
const judged = (
  what: string,
  figure: number | undefined,
  [bound, limit]: readonly ['at least' | 'at most', number],
  told: (figure: number) => string = times,
  note = '',
): Target => {
  const wanted = `${bound} ${told(limit)}`;
  if (figure === undefined) return { what, wanted, found: unknown, isMet: undefined };
  const isMet = bound === 'at least' ? figure >= limit : figure <= limit;
  return { what, wanted, found: `${told(figure)}${note === '' ? '' : ` (${note})`}`, isMet };
};

const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined || b === 0 ? undefined : a / b;

const emmett = 'emmett-postgresql';
const raw = 'raw INSERT, pooled';

const appends = (figures: Figures): readonly Target[] => {
  const ours = (inFlight: number): number | undefined =>
    figures.rate('append', figures.ours, inFlight);
  const other = (name: string, inFlight: number): number | undefined =>
    figures.rate('append', name, inFlight);
  const toFastest = (inFlight: number, least: number): Target => {
    const peer = figures.fastestPeer('append', inFlight);
    const what = `append, ${inFlight} in flight, to the fastest peer`;
    return judged(what, ratio(ours(inFlight), peer?.rate), ['at least', least], times, peer?.name);
  };
  const to = (name: string, inFlight: number, least: number): Target =>
    judged(
      `append, ${inFlight} in flight, to ${name}`,
      ratio(ours(inFlight), other(name, inFlight)),
      ['at least', least],
    );
  return [
    toFastest(1, 0.9),
    to(raw, 1, 0.7),
    toFastest(64, 2.5),
    to(emmett, 64, 6),
    to(raw, 64, 1.5),
    toFastest(256, 4),
    to(emmett, 256, 10),
    judged(
      'append, 256 in flight, to pgbench’s best',
      ratio(ours(256), figures.pgbenchBest),
      ['at least', 1],
      times,
      figures.pgbenchBest === undefined ? '' : `${whole(figures.pgbenchBest)} rows/s`,
    ),
  ];
};

const costs = (figures: Figures): readonly Target[] => {
  const peer = figures.fastestPeer('append', 64);
  const at64 = (name: string) => figures.find('append', name, 64);
  const p99 = (name: string): number | undefined =>
    figures.spread(at64(name), ({ p99Ms }) => p99Ms)?.median;
  const cpu = figures.spread(at64(figures.ours), cpuMicros)?.median;
  return [
    judged(
      'p99 of an append, 64 in flight, to the fastest peer’s',
      ratio(p99(figures.ours), p99(peer?.name ?? '')),
      ['at most', 0.5],
      times,
      peer?.name,
    ),
    judged(
      'CPU of Node and Postgres per append, 64 in flight',
      cpu,
      ['at most', 130],
      (micros) => `${micros.toFixed(0)} µs`,
    ),
  ];
};

const hot = (figures: Figures): readonly Target[] => {
  const peer = figures.fastestPeer('hot stream', 64);
  const own = figures.find('hot stream', figures.ours, 64);
  const conflicts = figures.spread(own, (sample) => sample.conflicts)?.max;
  return [
    judged(
      'one hot stream, any version, 64 in flight, to the fastest peer',
      ratio(figures.rate('hot stream', figures.ours, 64), peer?.rate),
      ['at least', 5],
      times,
      peer?.name,
    ),
    judged('conflicts per append on it', conflicts, ['at most', 0], (count) => count.toFixed(2)),
  ];
};

const reads = (figures: Figures): readonly Target[] => {
  const toFastest = (
    what: string,
    scenario: 'read stream' | 'catch up',
    inFlight: number,
  ): Target => {
    const peer = figures.fastestPeer(scenario, inFlight);
    const own = figures.rate(scenario, figures.ours, inFlight);
    return judged(what, ratio(own, peer?.rate), ['at least', 1.3], times, peer?.name);
  };
  return [
    toFastest('read a stream of 20, 1 in flight, to the fastest peer', 'read stream', 1),
    toFastest('read a stream of 20, 16 in flight, to the fastest peer', 'read stream', 16),
    toFastest('catch up with the whole log, to the fastest peer', 'catch up', 1),
  ];
};

const growth = (figures: Figures): readonly Target[] => {
  const [few, many] = figures.results.options.growth;
  // Turn by turn, as the two logs had their turns side by side: the machine's pace changes within a
  // run by more than what is sought, and medians of all turns may then be of different paces.
  const compared = (what: string, inFlight: number, timeOf: (sample: Sample) => number): Target => {
    const [short = [], long = []] = [few, many].map((events) =>
      figures.find('growth', figures.ours, inFlight, events)?.samples.map(timeOf),
    );
    const ratios = long.flatMap((time, turn) => ratio(time, short[turn]) ?? []);
    const slower = ratios.length === 0 ? undefined : spread(ratios).median;
    return judged(what, slower, ['at most', 1.2]);
  };
  const sizes = `${whole(many)} events to ${whole(few)}`;
  return [
    compared(`time per append, 64 in flight, ${sizes}`, 64, (one) => 1 / one.perSecond),
    compared(`p50 of an append, 64 in flight, ${sizes}`, 64, (one) => one.p50Ms),
    compared(`p50 of an append, 1 in flight, ${sizes}`, 1, (one) => one.p50Ms),
  ];
};

/** From what the programs of this folder print: `rebuild 21000 events/s … memory 180 MiB …`. */
const rebuilds = (figures: Figures): readonly Target[] => {
  const lines = figures.results.sections.flatMap((section) => section.lines);
  const [, rate, memory] =
    lines.map((line) => /^rebuild\s+(\d+) events\/s.*memory (\d+) MiB/.exec(line)).find(Boolean) ??
    [];
  const figure = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  const told = (unit: string) => (value: number) => `${whole(value)} ${unit}`;
  return [
    judged('rebuild of the asset ledger', figure(rate), ['at least', 20_000], told('events/s')),
    judged('memory of the rebuild', figure(memory), ['at most', 300], told('MiB')),
  ];
};

/** From lines like `64 in flight … ratio 0.953 … checkpoint behind: median 200 ms, most 480 ms`. */
const sealing = (figures: Figures): readonly Target[] => {
  const lines = figures.results.sections.flatMap((section) => section.lines);
  const form = /^\s*(\d+) in flight.* ratio ([\d.]+) .*checkpoint behind:.* most (\d+) ms/;
  const found = lines.flatMap((line) => {
    const [, inFlight = '', ...numbers] = form.exec(line) ?? [];
    return inFlight === '' ? [] : [{ inFlight, numbers: numbers.map(Number) }];
  });
  const measured = found.length > 0 ? found : [{ inFlight: '64', numbers: [] }];
  return measured.flatMap(({ inFlight, numbers: [share, worst] }) => [
    judged(`append beside sealing, ${inFlight} in flight, to without`, share, ['at least', 0.9]),
    judged(
      `oldest event not in a checkpoint, ${inFlight} in flight, at worst`,
      worst,
      ['at most', 1_000],
      (ms) => `${whole(ms)} ms`,
    ),
  ]);
};

/** What the log is to reach, in the order of the report. */
export const targets = (figures: Figures): readonly Target[] =>
  [appends, costs, hot, reads, growth, rebuilds, sealing].flatMap((of) => of(figures));
