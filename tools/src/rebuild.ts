import { dataSource } from '@ledger/database/connection.js';
import { streamKinds } from '@ledger/domain/stream-kinds.js';
import { upcaster } from '@ledger/event-store/upcast.js';
import { exchange } from '@ledger/exchange/exchange.js';
import type { Projection } from '@ledger/read-model/projection.js';
import {
  NotRebuildable,
  RebuildCancelled,
  RebuildUnderWay,
  TablesBusy,
} from '@ledger/read-model/rebuild/rebuild-errors.js';
import {
  rebuild,
  type RebuildDeps,
  type RebuildOptions,
  type RebuildOutcome,
  type RebuildProgress,
  type SwapRule,
} from '@ledger/read-model/rebuild/rebuild.js';
import { registry } from '@ledger/registry/registry.js';
import { eventLogOf } from '@ledger/service/event-log.js';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { loadEnvironmentFile } from './environment-file.js';
import { languageOf } from './language.js';
import { openDatabase } from './open-database.js';
import { outcomeText, type Pace, progressLine, rebuildTexts as texts } from './rebuild-texts.js';
import { sentenceOf } from './sentence.js';

const exitCodes = { same: 0, failed: 1, different: 2, cancelled: 130 } as const;
/** A line at most so often where the output is no terminal. */
const lineEveryMs = 2_000;
/** Older than this, what was done says nothing about the pace. */
const paceMs = 5_000;

const slices = [...registry.slices, ...exchange.slices];

/** Projections that are plain constants; others are put together by an app only. */
const projections: readonly Projection[] = slices
  .flatMap(({ projections: given = [] }) => given)
  .filter((each): each is Projection => typeof each === 'object');

/** Projections that can be made anew from the log alone. */
export const rebuildable = projections.filter(({ replayInto }) => replayInto);
const names = rebuildable.map(({ name }) => name);
const versions = { ...registry.versions, ...exchange.versions };
const versionOf = (name: string): number => versions[name]?.version ?? 0;

/** `npm run rebuild -- <name>`, or `-- --outdated`. Answers the exit code. */
export const runRebuild = async (args: readonly string[]): Promise<number> => {
  loadEnvironmentFile();
  const wanted = wantedOf(args);
  const language = languageOf(process.env);
  if (wanted === undefined) {
    console.error(texts.usage[language](names.join(' ')));
    return exitCodes.failed;
  }
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    return await withDeps(process.env, (deps) => rebuildWanted(wanted, deps, cancelling.signal));
  } catch (error) {
    console.error(sentenceOf(error));
    return exitCodes.failed;
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
};

type Deps = Omit<RebuildDeps, 'upcast' | 'versionOf'>;

/** Rebuilds one after the other; ends with the first that fails. */
const rebuildWanted = async (
  { name, swap }: Wanted,
  deps: Deps,
  signal: AbortSignal,
): Promise<number> => {
  const language = languageOf(process.env);
  const todo = name === undefined ? await outdated(deps.dataSource) : [name];
  if (todo.length === 0) console.log(texts.none[language]);
  let code: number = exitCodes.same;
  for (const each of todo) {
    try {
      const outcome = await rebuildNamed(each, deps, { swap, signal, onProgress: progressShown() });
      if (outcome === undefined) {
        console.error(texts.unknown[language](each, names.join(', ')));
        return exitCodes.failed;
      }
      console.log(outcomeText(each, outcome, language));
      if (name !== undefined && outcome.differences > 0) code = exitCodes.different;
    } catch (error) {
      console.error(failureText(error, each));
      return error instanceof RebuildCancelled ? exitCodes.cancelled : exitCodes.failed;
    }
  }
  return code;
};

/** Undefined where there is no such projection. */
const rebuildNamed = async (
  name: string,
  deps: Deps,
  options: RebuildOptions,
): Promise<RebuildOutcome | undefined> => {
  const projection = projections.find((each) => each.name === name);
  if (projection !== undefined) return rebuildOn(projection, deps, options);
  const followers = `SELECT name FROM read.checkpoint WHERE name = $1`;
  const known = await deps.dataSource.query<unknown[]>(followers, [name]);
  if (known.length > 0) throw new NotRebuildable(name);
  return undefined;
};

/** Projections whose rows were made by another rule than this checkout's, older or newer. */
export const outdated = async (source: DataSource): Promise<readonly string[]> => {
  const rows = await source.query<{ name: string; version: number }[]>(
    'SELECT name, version FROM read.checkpoint WHERE position > 0 ORDER BY name',
  );
  return rows
    .filter(({ name, version }) => names.includes(name) && version !== versionOf(name))
    .map(({ name }) => name);
};

/** Does something on the log and the tables that an environment names. */
const withDeps = async <T>(
  env: NodeJS.ProcessEnv,
  work: (deps: Deps) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(env);
  const log = await eventLogOf(env, database.appUrl);
  const source = tablesOf(database.appUrl);
  try {
    await source.initialize();
    return await work({ dataSource: source, log });
  } finally {
    if (source.isInitialized) await source.destroy();
    await log.close();
    await database.close();
  }
};

/** The tables of all read models. */
export const tablesOf = (appUrl: string): DataSource =>
  dataSource(
    appUrl,
    slices.flatMap(({ views = [] }) => views),
    { applicationName: 'ledger rebuild', connectionsMax: 4 },
  );

/** Rebuilds one projection on a log, events upcast as the services do. */
export const rebuildOn = (
  projection: Projection,
  deps: Deps,
  options: RebuildOptions,
): Promise<RebuildOutcome> =>
  rebuild(projection, { ...deps, upcast: upcaster(streamKinds), versionOf }, options);

/** Shows progress on the error output: in one line of a terminal, else in a line now and then. */
const progressShown = (): ((progress: RebuildProgress) => void) => {
  const { isTTY } = process.stderr;
  const language = languageOf(process.env);
  const seen: { at: number; events: number; position: number }[] = [];
  let shownAt = 0;
  return (progress) => {
    const now = performance.now();
    seen.push({ at: now, events: progress.events, position: progress.position });
    while (seen.length > 2 && now - seen[0]!.at > paceMs) seen.shift();
    const line = progressLine(progress, paceOf(seen, progress.target), language);
    if (line === undefined) return void (isTTY && process.stderr.write('\n'));
    const isSoon = now - shownAt < lineEveryMs;
    if (!isTTY && isSoon && progress.state === 'replaying') return;
    shownAt = now;
    process.stderr.write(isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };
};

/** From what the last seconds have brought. */
const paceOf = (
  seen: readonly { at: number; events: number; position: number }[],
  target: number,
): Pace => {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || last.at === first.at) {
    return { eventsPerSecond: 0, secondsLeft: 0 };
  }
  const seconds = (last.at - first.at) / 1_000;
  const positionsPerSecond = (last.position - first.position) / seconds;
  const left = target - last.position;
  return {
    eventsPerSecond: (last.events - first.events) / seconds,
    secondsLeft: positionsPerSecond > 0 ? left / positionsPerSecond : 0,
  };
};

const failureText = (error: unknown, name: string): string => {
  const language = languageOf(process.env);
  if (error instanceof RebuildCancelled) return texts.cancelled[language](name);
  if (error instanceof NotRebuildable) return texts.opaque[language](name);
  if (error instanceof RebuildUnderWay) return texts.underWay[language](name);
  if (error instanceof TablesBusy) return texts.busy[language](name);
  return sentenceOf(error);
};

interface Wanted {
  /** Absent: all that are outdated. */
  readonly name?: string;
  readonly swap: SwapRule;
}

const flag = { type: 'boolean' } as const;

const wantedOf = (args: readonly string[]): Wanted | undefined => {
  try {
    const options = { swap: flag, check: flag, outdated: flag };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...rest] = positionals;
    const given = [name, values.swap, values.check].filter((each) => each !== undefined);
    if (values.outdated) return given.length > 0 ? undefined : { swap: 'always' };
    if (name === undefined || rest.length > 0 || (values.swap && values.check)) return undefined;
    return { name, swap: values.swap ? 'always' : values.check ? 'never' : 'equal' };
  } catch {
    return undefined;
  }
};
