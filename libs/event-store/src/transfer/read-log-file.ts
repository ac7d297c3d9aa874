import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../event.js';
import { ChainCheck } from './chain-check.js';
import { type Line, linesOf } from './lines.js';
import {
  bodyLineOf,
  BrokenLogFile,
  type CheckpointLine,
  headerOf,
  type LogFileHeader,
  type LogFileTrailer,
} from './log-file.js';

/** Events handed over at once: at most so many, and no more when they are so large. */
const batchEventsMax = 500;
const batchBytesMax = 2 * 1024 * 1024;

/** Reads only the header. Throws `BrokenLogFile`, and what the file system says. */
export const readHeader = async (file: string): Promise<LogFileHeader> => {
  for await (const { bytes } of linesOf(file)) return headerOf(bytes.toString());
  throw new BrokenLogFile(1, 'the file is empty.');
};

/** A run of a file: events, and the checkpoints that stand among or behind them. */
export interface FilePart {
  readonly events: readonly RecordedEvent[];
  readonly checkpoints: readonly CheckpointLine[];
}

/**
 * The events and checkpoints of a log file, in order and in parts, every one checked as it passes:
 * form, order, versions, the digest of the event before. What was handed over counts only once the
 * generator has ended, for only the last line tells that the file is whole. What checkpoints sign
 * is not looked at here. Throws `BrokenLogFile`.
 */
export async function* readLogFile(file: string): AsyncGenerator<FilePart> {
  const check = new FileCheck();
  let [part, bytes] = [emptyPart(), 0];
  for await (const line of linesOf(file)) {
    const value = check.take(line);
    if (value === undefined) continue;
    if ('checkpoint' in value) part.checkpoints.push(value);
    else part.events.push(value);
    bytes += line.bytes.length;
    if (part.events.length < batchEventsMax && bytes < batchBytesMax) continue;
    yield part;
    [part, bytes] = [emptyPart(), 0];
  }
  check.end();
  if (bytes > 0) yield part;
}

const emptyPart = () => ({ events: [] as RecordedEvent[], checkpoints: [] as CheckpointLine[] });

/** What a file has shown of itself so far. */
class FileCheck {
  private readonly chains = new ChainCheck();
  private readonly hash = createHash('sha256');
  private header: LogFileHeader | undefined;
  private trailer: LogFileTrailer | undefined;
  private line = 0;
  private count = 0;
  private checkpoints = 0;
  /** How many events the last checkpoint covers. */
  private covered = 0;

  /** What a line holds; nothing where it is the first or the last. */
  take({ bytes, isWhole }: Line): RecordedEvent | CheckpointLine | undefined {
    this.line += 1;
    if (this.trailer) throw this.broken('something stands behind the last line.');
    if (!isWhole) throw this.broken('the file breaks off in this line.');
    const text = bytes.toString();
    if (!this.header) {
      this.header = headerOf(text);
      return undefined;
    }
    const value = bodyLineOf(text, this.line);
    if ('sha256' in value) {
      this.trailer = value;
      return undefined;
    }
    this.hash.update(bytes).update('\n');
    if ('checkpoint' in value) this.takeCheckpoint(value);
    else this.takeEvent(value, this.header);
    return value;
  }

  private takeEvent(value: RecordedEvent, header: LogFileHeader): void {
    if (this.covered > this.count)
      throw this.broken(`an event stands behind a checkpoint of ${this.covered} events.`);
    const fault = this.chains.fault(value);
    if (fault !== undefined) throw this.broken(fault);
    if (value.position > header.through)
      throw this.broken(`position ${value.position} is beyond the header's ${header.through}.`);
    this.count += 1;
  }

  private takeCheckpoint({ size }: CheckpointLine): void {
    if (size < this.count || size < this.covered)
      throw this.broken(`a checkpoint of ${size} events stands behind event ${this.count}.`);
    this.covered = size;
    this.checkpoints += 1;
  }

  end(): void {
    const { trailer, header, count } = this;
    if (!header || !trailer) {
      this.line += 1;
      throw this.broken('the file ends without its last line: it was cut off.');
    }
    if (trailer.count !== count || (header.events ?? count) !== count)
      throw this.broken(
        `the file should hold ${header.events ?? trailer.count} events, not ${count}.`,
      );
    if (trailer.checkpoints !== this.checkpoints)
      throw this.broken(
        `the file should hold ${trailer.checkpoints} checkpoints, not ${this.checkpoints}.`,
      );
    if (trailer.sha256 !== this.hash.digest('hex'))
      throw this.broken('the lines before are not those whose SHA-256 stands here.');
  }

  private broken(reason: string): BrokenLogFile {
    return new BrokenLogFile(this.line, reason);
  }
}
