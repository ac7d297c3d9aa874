import { exportedLog } from '@ledger/event-store/transfer/export-log.js';
import type { LogFileHeader } from '@ledger/event-store/transfer/log-file.js';
import { eventLogOf } from '@ledger/service/event-log.js';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { loadEnvironmentFile } from './environment-file.js';
import { eventStoreUrlOf, openDatabase } from './open-database.js';
import { LogTransferFailure, transferSentence } from './export-log-failure.js';
import { beginExport } from './export-log-header.js';
import { progressOf } from './export-log-progress.js';
import { languageOf } from './language.js';

const done = {
  en: (count: number, through: number, file: string) =>
    `${count} events through position ${through} are in ${file}.`,
  zh: (count: number, through: number, file: string) =>
    `已将截至位置 ${through} 的 ${count} 个事件写入 ${file}。`,
};

/** `npm run log:export`: writes the whole log into a file. Answers the exit code. */
export const runExportLog = async (args: readonly string[]): Promise<number> => {
  loadEnvironmentFile();
  let file = '';
  try {
    const wanted = wantedOf(args);
    ({ file } = wanted);
    const { count, header } = await exportTo(process.env, wanted);
    console.log(done[languageOf(process.env)](count, header.through, file));
    return 0;
  } catch (error) {
    console.error(transferSentence(error, file));
    return 1;
  }
};

export interface WantedExport {
  readonly file: string;
  readonly through?: number;
}

/** Writes the log that the environment names into a new file, whole or not at all. */
export const exportTo = async (
  env: NodeJS.ProcessEnv,
  { file, through }: WantedExport,
): Promise<{ readonly count: number; readonly header: LogFileHeader }> => {
  if (existsSync(file)) throw new LogTransferFailure('file_exists', { file });
  const database = await openDatabase(env);
  const log = await eventLogOf(env, database.appUrl);
  try {
    const { header, checkpoints, isCut } = await beginExport({
      log,
      appUrl: database.appUrl,
      isDense: eventStoreUrlOf(env) === undefined,
      now: new Date().toISOString(),
      ...(through === undefined ? {} : { through }),
    });
    let count = 0;
    const progress = progressOf(header.events);
    const onProgress = (reached: number): void => progress((count = reached));
    await write(file, exportedLog({ log, header, checkpoints: checkpoints(), isCut, onProgress }));
    return { count, header };
  } finally {
    await log.close();
    await database.close();
  }
};

/** Under another name until it is whole and on disk; only its owner may read it. */
const write = async (file: string, text: AsyncIterable<string>): Promise<void> => {
  const part = `${file}.part`;
  const pack: readonly Transform[] = file.endsWith('.gz') ? [createGzip()] : [];
  try {
    const out = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline([Readable.from(text), ...pack, out]);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

const wantedOf = (args: readonly string[]): WantedExport => {
  const { to, through } = valuesOf(args);
  if (to === undefined || to === '' || (through !== undefined && !/^\d{1,15}$/.test(through)))
    throw new LogTransferFailure('export_usage');
  return { file: to, ...(through === undefined ? {} : { through: Number(through) }) };
};

const valuesOf = (args: readonly string[]) => {
  try {
    const options = { to: { type: 'string' }, through: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new LogTransferFailure('export_usage', {}, { cause: error });
  }
};
