import { refuse, Refused } from '@ledger/domain/refusal.js';
import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { FileBytes } from './file-bytes.js';
import { archiveEntriesMax, ratioFromBytes, unpackedBytesMax, unpackedRatioMax } from './limits.js';

/**
 * The zip archive of a workbook. Its directory is judged before a byte is unpacked, and while
 * unpacking an entry may not become longer than the directory says, so that an archive that lies
 * about its sizes stops at them.
 */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(file: FileBytes): Promise<Archive> {
    const options = { lazyEntries: true, autoClose: false };
    const reader = new FileReader(file);
    const zip = await unbroken(fromRandomAccessReaderPromise(reader, file.length, options));
    if (zip.entryCount > archiveEntriesMax) {
      return refuse('import_workbook_bomb', { reason: `${zip.entryCount} entries` });
    }
    const entries = await unbroken(directoryOf(zip));
    judge([...entries.values()]);
    return new Archive(zip, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The text of an entry, piece by piece. */
  async *read(name: string, bytesMax: number): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (entry === undefined) return refuse('import_workbook_broken', { reason: `no ${name}` });
    if (entry.uncompressedSize > bytesMax) {
      return refuse('import_workbook_bomb', { reason: `${name}: ${entry.uncompressedSize}` });
    }
    const stream = await unbroken(this.zip.openReadStreamPromise(entry, {}));
    yield* decoded(stream);
  }

  /** Frees what is open; reading that goes on then ends. */
  close(): void {
    this.zip.close();
  }
}

/** What the zip library reads an archive by. */
class FileReader extends RandomAccessReader {
  constructor(private readonly file: FileBytes) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.file.read(start, end), { objectMode: false });
  }
}

const directoryOf = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> => {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size > archiveEntriesMax) break;
    entries.set(entry.fileName, entry);
  }
  return entries;
};

const judge = (entries: readonly Entry[]): void => {
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const isTooTight = unpacked > ratioFromBytes && unpacked > packed * unpackedRatioMax;
  if (entries.length > archiveEntriesMax || unpacked > unpackedBytesMax || isTooTight) {
    const reason = `${entries.length} entries, ${packed} → ${unpacked} bytes`;
    return refuse('import_workbook_bomb', { reason });
  }
};

async function* decoded(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    broken(error);
  } finally {
    stream.destroy();
  }
}

/** Whatever the zip library finds wrong is the file's fault. */
const unbroken = async <T>(step: Promise<T>): Promise<T> => {
  try {
    return await step;
  } catch (error) {
    return broken(error);
  }
};

const broken = (error: unknown): never => {
  if (error instanceof Refused) throw error;
  const reason = error instanceof Error ? error.message.slice(0, 100) : 'unreadable';
  return refuse('import_workbook_broken', { reason });
};
