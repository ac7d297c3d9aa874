import { createHash } from 'node:crypto';
import type { EventLog } from '../event-log.js';
import { type CheckpointLine, eventLine, lineOf, type LogFileHeader } from './log-file.js';

/** Events read at once: what of the log is in memory. */
const pageMax = 250;

export interface LogExport {
  readonly log: Pick<EventLog, 'readAll'>;
  readonly header: LogFileHeader;
  /** Signed checkpoints by growing size. */
  readonly checkpoints?: AsyncIterable<CheckpointLine>;
  /** Whether the file ends before the log does: then checkpoints of more events stay out. */
  readonly isCut?: boolean;
  /** Called with the number of events written so far. */
  readonly onProgress?: (count: number) => void;
}

/**
 * The text of a log file, piece by piece, up to the header's position: what is recorded meanwhile
 * stays out. Throws where the log holds less than the header says.
 */
export async function* exportedLog(work: LogExport): AsyncGenerator<string> {
  const { log, header, checkpoints = none(), isCut = false, onProgress } = work;
  const hash = createHash('sha256');
  const due = new Due(checkpoints);
  let count = 0;
  yield lineOf(header);
  for (let after = 0; after < header.through;) {
    const { events, through } = await log.readAll(after, pageMax);
    if (through === after)
      throw new Error(`The log ends at position ${after}, before ${header.through}.`);
    const lines: string[] = [];
    for (const event of events) {
      if (event.position > header.through) break;
      count += 1;
      lines.push(eventLine(event), ...(await due.upTo(count)));
    }
    const text = lines.join('');
    hash.update(text);
    after = through;
    yield text;
    onProgress?.(count);
  }
  if (header.events !== undefined && header.events !== count)
    throw new Error(`The log holds ${count} events where ${header.events} positions were given.`);
  const rest = isCut ? '' : (await due.upTo(Infinity)).join('');
  hash.update(rest);
  yield rest;
  yield lineOf({ count, checkpoints: due.count, sha256: hash.digest('hex') });
}

async function* none(): AsyncGenerator<CheckpointLine> {}

/** Checkpoints that wait for the last event that they cover. */
class Due {
  private readonly source: AsyncIterator<CheckpointLine>;
  private next: CheckpointLine | 'unknown' | undefined = 'unknown';
  /** How many have been handed over. */
  count = 0;

  constructor(checkpoints: AsyncIterable<CheckpointLine>) {
    this.source = checkpoints[Symbol.asyncIterator]();
  }

  async upTo(size: number): Promise<readonly string[]> {
    const lines: string[] = [];
    for (;;) {
      if (this.next === 'unknown') this.next = await this.following();
      if (this.next === undefined || this.next.size > size) break;
      lines.push(lineOf(this.next));
      this.next = 'unknown';
    }
    this.count += lines.length;
    return lines;
  }

  private async following(): Promise<CheckpointLine | undefined> {
    const { done, value } = await this.source.next();
    return done === true ? undefined : value;
  }
}
