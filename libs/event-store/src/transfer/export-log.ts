import { createHash } from 'node:crypto';
import type { EventLog } from '../event-log.js';
import { eventLine, lineOf, type LogFileHeader } from './log-file.js';

/** Events read at once: what of the log is in memory. */
const pageMax = 250;

export interface LogExport {
  readonly log: Pick<EventLog, 'readAll'>;
  readonly header: LogFileHeader;
  /** Called with the number of events written so far. */
  readonly onProgress?: (count: number) => void;
}

/**
 * The text of a log file, piece by piece, up to the header's position: what is recorded meanwhile
 * stays out. Throws where the log holds less than the header says.
 */
export async function* exportedLog(work: LogExport): AsyncGenerator<string> {
  const { log, header, onProgress } = work;
  const hash = createHash('sha256');
  let count = 0;
  yield lineOf(header);
  for (let after = 0; after < header.through;) {
    const { events, through } = await log.readAll(after, pageMax);
    if (through === after)
      throw new Error(`The log ends at position ${after}, before ${header.through}.`);
    const lines = events.filter(({ position }) => position <= header.through).map(eventLine);
    const text = lines.join('');
    hash.update(text);
    count += lines.length;
    after = through;
    yield text;
    onProgress?.(count);
  }
  if (header.events !== undefined && header.events !== count)
    throw new Error(`The log holds ${count} events where ${header.events} positions were given.`);
  yield lineOf({ count, sha256: hash.digest('hex') });
}
