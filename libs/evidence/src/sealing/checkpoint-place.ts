import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Checkpoint } from '../checkpoint.js';
import { parseCheckpoint } from '../checkpoint.js';
import { parseNote } from '../signed-note.js';

/** A signed checkpoint on its way out of the database. */
export interface PublishedCheckpoint extends Checkpoint {
  readonly note: string;
}

/** A signature line that a place gave in return. */
export interface PlaceReceipt {
  readonly witness: string;
  readonly line: string;
}

/** Somewhere outside the database where checkpoints are kept, so that rewriting it shows. */
export interface CheckpointPlace {
  readonly name: string;
  /** The largest checkpoint of an origin that it has; absent where it only answers to a checkpoint. */
  latest?(origin: string): Promise<Checkpoint | undefined>;
  /** Hands a checkpoint over. Throws `LogContradicted` when it knows better. */
  publish(checkpoint: PublishedCheckpoint): Promise<readonly PlaceReceipt[]>;
}

/** A place outside has a checkpoint that this log does not lead to. */
export class LogContradicted extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogContradicted';
  }
}

/** A file to which checkpoints are only ever appended, one JSON text a line. */
export class CheckpointFile implements CheckpointPlace {
  readonly name: string;

  constructor(private readonly file: string) {
    this.name = `file ${file}`;
  }

  async latest(origin: string): Promise<Checkpoint | undefined> {
    const length = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    if (length === 0) return undefined;
    const near = await this.latestFrom(Math.max(0, length - tailBytes), origin);
    return near ?? this.latestFrom(0, origin);
  }

  publish({ note }: PublishedCheckpoint): Promise<readonly PlaceReceipt[]> {
    mkdirSync(path.dirname(this.file), { recursive: true });
    const descriptor = openSync(this.file, 'a+', 0o644);
    try {
      // A line that a crash has cut must not swallow the next one.
      const isCut = !['', '\n'].includes(this.read(descriptor, fstatSync(descriptor).size - 1, 1));
      writeSync(descriptor, `${isCut ? '\n' : ''}${JSON.stringify({ checkpoint: note })}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return Promise.resolve([]);
  }

  /** Line by line: the checkpoints of years are more than one text may hold. */
  private async latestFrom(from: number, origin: string): Promise<Checkpoint | undefined> {
    let latest: Checkpoint | undefined;
    const file = await open(this.file);
    for await (const line of file.readLines({ start: from })) {
      const one = checkpointOf(line);
      if (one?.origin === origin && one.size >= (latest?.size ?? 0)) latest = one;
    }
    return latest;
  }

  private read(descriptor: number, from: number, length: number): string {
    if (from < 0) return '';
    const bytes = Buffer.alloc(length);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, length, from));
  }
}

/** Of a long file its end is read, where the latest checkpoint is unless origins changed. */
const tailBytes = 256 * 1024;

const checkpointOf = (line: string): Checkpoint | undefined => {
  try {
    const { checkpoint } = JSON.parse(line) as { readonly checkpoint: string };
    return parseCheckpoint(parseNote(checkpoint).text);
  } catch {
    return undefined;
  }
};
