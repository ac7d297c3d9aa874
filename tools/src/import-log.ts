import { withClient } from '@ledger/database/connection.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { intoPostgres } from '@ledger/event-store/postgres/into-postgres.js';
import { CheckpointChain } from '@ledger/evidence/transfer/checkpoint-chain.js';
import { importLog } from '@ledger/event-store/transfer/import-log.js';
import { IntoEventStoreDb } from '@ledger/event-store/transfer/into-eventstoredb.js';
import type { LogFileHeader } from '@ledger/event-store/transfer/log-file.js';
import { type FilePart, readHeader } from '@ledger/event-store/transfer/read-log-file.js';
import { eventLogOf } from '@ledger/service/event-log.js';
import { parseArgs } from 'node:util';
import { loadEnvironmentFile } from './environment-file.js';
import { eventStoreUrlOf, openDatabase } from './open-database.js';
import { LogTransferFailure, transferSentence } from './export-log-failure.js';
import { progressOf } from './export-log-progress.js';
import { checkWholeFile, type CheckpointsSeen, SignedRestore } from './import-log-checkpoints.js';
import {
  followersAnew,
  placeFollowers,
  placesOf,
  type Query,
  runningServices,
} from './import-log-followers.js';
import { languageOf } from './language.js';

const done = {
  en: ({ count, processes, checkpoints: { proven, spent } }: Imported) =>
    `${count} events were taken over; they lead to ${proven} signed checkpoints. ` +
    (spent === 0 ? '' : `${spent} of names given up prove events that are no more. `) +
    `${processes.length} processes go on where they stood; ` +
    'read models are made anew at the next start.',
  zh: ({ count, processes, checkpoints: { proven, spent } }: Imported) =>
    `已导入 ${count} 个事件，与 ${proven} 个已签名检查点相符。` +
    (spent === 0 ? '' : `另有 ${spent} 个旧名称下的检查点所证明的事件已不存在。`) +
    `${processes.length} 个流程从原处继续；读模型将在下次启动时重建。`,
};

const begunAnew = {
  en: 'Read models are made anew at the next start; processes look through the log again.',
  zh: '读模型将在下次启动时重建；流程将重新读取日志。',
};

/** `npm run log:import`: fills an empty log from a file. Answers the exit code. */
export const runImportLog = async (args: readonly string[]): Promise<number> => {
  loadEnvironmentFile();
  let file = '';
  try {
    const wanted = wantedOf(args, process.env);
    if (wanted === 'followers-anew') {
      await beginAnew(process.env);
      console.log(begunAnew[languageOf(process.env)]);
      return 0;
    }
    ({ file } = wanted);
    console.log(done[languageOf(process.env)](await importFrom(process.env, wanted)));
    return 0;
  } catch (error) {
    console.error(transferSentence(error, file));
    return 1;
  }
};

export interface WantedImport {
  readonly file: string;
  /** The event store to fill; absent: the database's own log. */
  readonly url?: string;
}

export interface Imported {
  readonly count: number;
  /** Names of the processes that keep their place. */
  readonly processes: readonly string[];
  readonly checkpoints: CheckpointsSeen;
}

/** Fills the empty log that is named, and places the followers of the database there. */
export const importFrom = async (
  env: NodeJS.ProcessEnv,
  { file, url }: WantedImport,
): Promise<Imported> => {
  const header = await readHeader(file);
  return atRest(env, ({ ownerUrl }) =>
    url === undefined
      ? fillPostgres(ownerUrl, file, header)
      : fillEventStoreDb(url, ownerUrl, file, header),
  );
};

/** Lets the followers of the database begin anew on the log that the environment names. */
export const beginAnew = (env: NodeJS.ProcessEnv): Promise<void> =>
  atRest(env, async ({ ownerUrl, appUrl }) => {
    const log = await eventLogOf(env, appUrl);
    try {
      const { head } = await log.versions([]);
      await inTransaction(ownerUrl, (query) => followersAnew(query, head));
    } finally {
      await log.close();
    }
  });

/** Works as the owner of a database on which no service runs. */
const atRest = async <T>(
  env: NodeJS.ProcessEnv,
  work: (urls: { readonly ownerUrl: string; readonly appUrl: string }) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(env);
  try {
    const { ownerUrl, appUrl } = database;
    if (ownerUrl === undefined) throw new LogTransferFailure('owner_needed');
    await assertStopped(ownerUrl);
    return await work({ ownerUrl, appUrl });
  } finally {
    await database.close();
  }
};

/** Log, checkpoints and followers in one transaction: all or nothing. */
const fillPostgres = (ownerUrl: string, file: string, header: LogFileHeader): Promise<Imported> =>
  intoPostgres(ownerUrl, async (target) => {
    const places = placesOf(header);
    const onProgress = progressOf(header.events);
    const query: Query = (text, values) => target.query(text, values);
    const [chain, restore] = [new CheckpointChain(header), new SignedRestore(query, header)];
    await restore.begin();
    const onPart = async (part: FilePart): Promise<void> => {
      await chain.take(part);
      await restore.take(part.checkpoints);
    };
    const count = await importLog({ file, target, places, onPart, onProgress });
    const processes = await placeFollowers(query, header, places);
    return { count, processes, checkpoints: chain.seen };
  });

/** The whole file is looked through first, for what was written there cannot be taken back. */
const fillEventStoreDb = async (
  url: string,
  ownerUrl: string,
  file: string,
  header: LogFileHeader,
): Promise<Imported> => {
  const { count: total, seen: checkpoints } = await checkWholeFile(file, header);
  const log = new EventStoreDbEventLog(url);
  try {
    await log.ready();
    const target = new IntoEventStoreDb(log);
    const places = placesOf(header);
    const count = await importLog({ file, target, places, onProgress: progressOf(total) });
    await target.end();
    const processes = await inTransaction(ownerUrl, async (query) => {
      const restore = new SignedRestore(query, header);
      await restore.begin();
      await restore.takeFrom(file);
      return placeFollowers(query, header, places);
    });
    return { count, processes, checkpoints };
  } finally {
    await log.close();
  }
};

const inTransaction = <T>(url: string, work: (query: Query) => Promise<T>): Promise<T> =>
  withClient(url, async (client) => {
    await client.query('BEGIN');
    const answer = await work(async <Row>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await client.query(text, [...values]);
      return rows as Row[];
    });
    await client.query('COMMIT');
    return answer;
  });

const assertStopped = async (ownerUrl: string): Promise<void> => {
  const names = await inTransaction(ownerUrl, runningServices);
  if (names.length > 0)
    throw new LogTransferFailure('services_running', { names: names.join(', ') });
};

const wantedOf = (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): WantedImport | 'followers-anew' => {
  const { from, url = eventStoreUrlOf(env), 'followers-anew': isAnew } = valuesOf(args);
  if (isAnew === true && from === undefined) return 'followers-anew';
  if (from === undefined || from === '') throw new LogTransferFailure('import_usage');
  return { file: from, ...(url === undefined ? {} : { url }) };
};

const valuesOf = (args: readonly string[]) => {
  try {
    const options = {
      from: { type: 'string' },
      url: { type: 'string' },
      'followers-anew': { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new LogTransferFailure('import_usage', {}, { cause: error });
  }
};
