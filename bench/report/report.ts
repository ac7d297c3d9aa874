import type { Sample } from '../measure.js';
import type { Measured, Results, Spread } from '../results.js';
import { turnsPerRun } from '../scenarios/growth.js';
import { cpuMicros, Figures, perSecond, whole } from './figures.js';
import { targets } from './targets.js';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, index) => (index === 0 ? '---' : '---:')));
  return [line(head), rule, ...rows.map(line)].join('\n');
};

const range = (spread: Spread | undefined, told: (figure: number) => string = whole): string =>
  spread === undefined
    ? '–'
    : `**${told(spread.median)}** (${told(spread.min)}–${told(spread.max)})`;

const ms = (figure: number): string => figure.toFixed(figure < 10 ? 2 : 0);

const appended = (figures: Figures): string => {
  const { options, pgbench } = figures.results;
  const cell = (name: string, inFlight: number): string => {
    const measured = figures.find('append', name, inFlight);
    if (!measured) return '–';
    const [p50, p99] = [(one: Sample) => one.p50Ms, (one: Sample) => one.p99Ms].map((of) =>
      ms(figures.spread(measured, of)?.median ?? 0),
    );
    return `${range(figures.spread(measured, perSecond))}<br>${p50} / ${p99} ms`;
  };
  const rows = figures
    .names('ours', 'peer', 'yardstick')
    .map((name) => [name, ...options.inFlight.map((inFlight) => cell(name, inFlight))]);
  const pgbenchRow = [
    'pgbench, one-row INSERT',
    ...options.inFlight.map((clients) => {
      const runs = pgbench?.[clients];
      if (pgbench === undefined) return 'not here';
      return runs ? range(rangeOf(runs)) : '–';
    }),
  ];
  const head = options.inFlight.map((inFlight) => `${inFlight} in flight`);
  return table(['appends per second; p50 / p99', ...head], [...rows, pgbenchRow]);
};

const rangeOf = (runs: readonly number[]): Spread => {
  const sorted = [...runs].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
};

const cpu = (figures: Figures): string => {
  const rows = figures.results.stores.flatMap(({ name }) => {
    const measured = figures.find('append', name, 64);
    if (!measured) return [];
    const told = (of: (sample: Sample) => number, digits = 0): string =>
      (figures.spread(measured, of)?.median ?? 0).toFixed(digits);
    return [
      [
        name,
        told((one) => one.clientMicros),
        told((one) => one.serverMicros),
        `**${told(cpuMicros)}**`,
        told((one) => one.stolenCores, 2),
      ],
    ];
  });
  return table(['CPU per append at 64, µs', 'Node', 'Postgres', 'both', 'cores stolen'], rows);
};

const rates = (
  figures: Figures,
  unit: string,
  columns: readonly (readonly [Measured['scenario'], number, string])[],
): string => {
  const rows = figures
    .names('ours', 'peer', 'variant')
    .map((name) => [
      name,
      ...columns.map(([scenario, inFlight]) =>
        range(figures.spread(figures.find(scenario, name, inFlight), perSecond)),
      ),
    ]);
  return table([unit, ...columns.map(([, , title]) => title)], rows);
};

const hot = (figures: Figures): string => {
  const rows = figures.names('ours', 'peer').map((name) => {
    const measured = figures.find('hot stream', name, 64);
    const conflicts = figures.spread(measured, (one) => one.conflicts)?.median;
    return [
      name,
      range(figures.spread(measured, perSecond)),
      conflicts === undefined ? '–' : conflicts.toFixed(2),
    ];
  });
  return table(
    ['one hot stream, 64 in flight', 'appends per second', 'conflicts per append'],
    rows,
  );
};

const growth = (figures: Figures): string => {
  const rows = [1, 64].flatMap((inFlight) =>
    figures.results.options.growth.map((events) => {
      const measured = figures.find('growth', figures.ours, inFlight, events);
      const time = (of: (sample: Sample) => number): string =>
        range(figures.spread(measured, of), ms);
      return [
        `${inFlight} in flight, ${whole(events)} events`,
        range(figures.spread(measured, perSecond)),
        time((one) => one.p50Ms),
        time((one) => one.p99Ms),
      ];
    }),
  );
  return table(['growth', 'appends per second', 'p50, ms', 'p99, ms'], rows);
};

const targetTable = (figures: Figures): string => {
  const verdict = (isMet: boolean | undefined): string =>
    isMet === undefined ? '–' : isMet ? 'met' : '**not met**';
  return table(
    ['target', 'wanted', 'found', ''],
    targets(figures).map(({ what, wanted, found, isMet }) => [what, wanted, found, verdict(isMet)]),
  );
};

const facts = ({ machine, versions, options, loadAfter, payloadBytes }: Results): string => {
  const settings = Object.entries(machine.settings).map(([name, value]) => `${name}=${value}`);
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB.toFixed(0)} GiB; a write of` +
      ` 8 KiB with fdatasync takes ${machine.fsyncMs.toFixed(2)} ms`,
    `- Node ${machine.node}; Postgres ${machine.postgres} with ${settings.join(', ')}`,
    `- one-minute load before the run ${machine.loadBefore.toFixed(1)},` +
      ` after it ${loadAfter.toFixed(1)} (the benchmark itself is about 2)`,
    `- ${packages.join(', ')}`,
    `- an event: ${payloadBytes.data} bytes of JSON data, ${payloadBytes.metadata} of metadata`,
    `- ${options.runs} runs (growth: ${options.runs * turnsPerRun}), the stores taking turns;` +
      ` a fresh database and a checkpoint before every sample; ${options.times.warmUpMs} ms of` +
      ` warm-up, then ${options.times.sampleMs} ms`,
    '- a process for each store, which makes the load and holds the client; at most 32 connections each',
  ].join('\n');
};

/** The document of a run. */
export const report = (results: Results): string => {
  const figures = new Figures(results);
  const all = targets(figures);
  const met = all.filter(({ isMet }) => isMet === true).length;
  const measured = all.filter(({ isMet }) => isMet !== undefined).length;
  const columns = [
    ['read stream', 1, 'a stream of 20 events, 1 in flight'],
    ['read stream', 16, '16 in flight'],
    ['catch up', 1, 'all events, 1,000 at once: events'],
  ] as const;
  const parts = [
    '# Benchmarks',
    `Written by \`npm run bench\` on ${results.at.slice(0, 16).replace('T', ' ')} UTC; nothing here` +
      ' is typed by hand. Numbers are the median of the runs, with the least and the greatest.' +
      ' They move with the machine: compare within this page only.',
    `${met} of ${measured} targets are met. Of the stores only this log puts the digest of the` +
      ' event before into every event, knows an event that comes twice and gives positions' +
      ' without gaps in the order of commit; the peers are used as their documents say.',
    ...(results.machine.loadBefore > results.machine.cores
      ? [
          `The machine was busy with other work: its load was ${results.machine.loadBefore.toFixed(1)}` +
            ` on ${results.machine.cores} cores before the run. Rates are far below what it can do,` +
            ' and the spread is wide.',
        ]
      : []),
    '![Appends per second](benchmarks.svg)',
    '## Targets',
    targetTable(figures),
    '## Appends to distinct streams, each expecting no stream',
    appended(figures),
    cpu(figures),
    '## One hot stream',
    'This log and message-db append at any version; the others as near as they come to it,' +
      ' trying again when somebody else was faster.',
    hot(figures),
    '## Reads',
    'As act-pg comes, it looks into every text of an event for a date. Its second row is without that:' +
      ' nobody gets it so, and no target is held against it.',
    rates(figures, 'reads per second', columns),
    '## Growth',
    'The target compares the long log with the short one turn by turn, and takes the median of that.',
    growth(figures),
    ...results.sections.flatMap(({ title, lines }) => [
      `## ${title}`,
      ['```text', ...lines, '```'].join('\n'),
    ]),
    ...(results.failures.length === 0
      ? []
      : ['## What failed', results.failures.map((one) => `- ${one}`).join('\n')]),
    '## Measured on',
    facts(results),
  ];
  return `${parts.join('\n\n')}\n`;
};
