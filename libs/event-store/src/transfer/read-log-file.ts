import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../event.js';
import { ChainCheck } from './chain-check.js';
import { type Line, linesOf } from './lines.js';
import {
  BrokenLogFile,
  eventOrTrailerOf,
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

/**
 * The events of a log file, in order and in batches, every one checked as it passes: form, order,
 * versions, the digest of the event before. What was handed over counts only once the generator has
 * ended, for only the last line tells that the file is whole. Throws `BrokenLogFile`.
 */
export async function* readLogFile(file: string): AsyncGenerator<readonly RecordedEvent[]> {
  const check = new FileCheck();
  let batch: RecordedEvent[] = [];
  let bytes = 0;
  for await (const line of linesOf(file)) {
    const event = check.take(line);
    if (event === undefined) continue;
    batch.push(event);
    bytes += line.bytes.length;
    if (batch.length < batchEventsMax && bytes < batchBytesMax) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  check.end();
  if (batch.length > 0) yield batch;
}

/** Reads a whole file for nothing but its faults; answers how many events it holds. */
export const checkLogFile = async (
  file: string,
  onProgress: (count: number) => void = () => undefined,
): Promise<number> => {
  let count = 0;
  for await (const events of readLogFile(file)) onProgress((count += events.length));
  return count;
};

/** What a file has shown of itself so far. */
class FileCheck {
  private readonly chains = new ChainCheck();
  private readonly hash = createHash('sha256');
  private header: LogFileHeader | undefined;
  private trailer: LogFileTrailer | undefined;
  private line = 0;
  private count = 0;

  /** The event that a line holds; nothing where it is the first or the last. */
  take({ bytes, isWhole }: Line): RecordedEvent | undefined {
    this.line += 1;
    if (this.trailer) throw this.broken('something stands behind the last line.');
    if (!isWhole) throw this.broken('the file breaks off in this line.');
    const text = bytes.toString();
    if (!this.header) {
      this.header = headerOf(text);
      return undefined;
    }
    const value = eventOrTrailerOf(text, this.line);
    if ('sha256' in value) {
      this.trailer = value;
      return undefined;
    }
    const fault = this.chains.fault(value);
    if (fault !== undefined) throw this.broken(fault);
    if (value.position > this.header.through)
      throw this.broken(
        `position ${value.position} is beyond the header's ${this.header.through}.`,
      );
    this.hash.update(bytes).update('\n');
    this.count += 1;
    return value;
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
    if (trailer.sha256 !== this.hash.digest('hex'))
      throw this.broken('the event lines are not those whose SHA-256 stands here.');
  }

  private broken(reason: string): BrokenLogFile {
    return new BrokenLogFile(this.line, reason);
  }
}
