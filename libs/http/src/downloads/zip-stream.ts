import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive; its text is made piece by piece while it is sent. */
export interface ZipFile {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

/** Sizes stand behind each file, since they are not known before it is written. */
const sizesFollow = 0x0008;
const utf8Names = 0x0800;
const deflated = 8;
const version = 20;
/** 1980-01-01: an archive of the same files is the same bytes. */
const dosDate = 0x0021;
/** What a field of four bytes holds; a larger file would need another format. */
const sizeMax = 0xffff_ffff;

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

/** A zip archive as a stream of pieces: no file is ever held as a whole, and a slow reader waits. */
export async function* zipStream(files: Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const file of files) {
    const start = offset;
    const name = Buffer.from(file.name);
    const head = localHeader(name);
    offset += head.length;
    yield head;
    const counts = { crc: 0, plain: 0 };
    const packer = createDeflateRaw();
    // What fails on the way comes out of the loop below; a reader that leaves ends the source too.
    pipeline(Readable.from(counted(file.text, counts)), packer, () => undefined);
    let packed = 0;
    for await (const piece of packer as AsyncIterable<Buffer>) {
      packed += piece.length;
      yield piece;
    }
    const entry = { name, offset: start, packed, ...counts };
    if (offset + packed > sizeMax || counts.plain > sizeMax) {
      throw new Error(`${file.name} is too large for an archive.`);
    }
    const tail = descriptor(entry);
    offset += packed + tail.length;
    yield tail;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield directoryEnd(written.length, directory.length, offset);
}

async function* counted(
  text: ZipFile['text'],
  counts: { crc: number; plain: number },
): AsyncGenerator<Buffer> {
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    counts.crc = crc32(bytes, counts.crc);
    counts.plain += bytes.length;
    yield bytes;
  }
}

const common = (): Buffer =>
  fields([version, 2], [sizesFollow | utf8Names, 2], [deflated, 2], [0, 2], [dosDate, 2]);

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    fields([0x0403_4b50, 4]),
    common(),
    fields([0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]),
    name,
  ]);

const descriptor = ({ crc, packed, plain }: Written): Buffer =>
  fields([0x0807_4b50, 4], [crc, 4], [packed, 4], [plain, 4]);

const directoryEntry = ({ name, offset, crc, packed, plain }: Written): Buffer =>
  Buffer.concat([
    fields([0x0201_4b50, 4], [version, 2]),
    common(),
    fields([crc, 4], [packed, 4], [plain, 4], [name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2]),
    fields([0, 4], [offset, 4]),
    name,
  ]);

const directoryEnd = (files: number, bytes: number, offset: number): Buffer =>
  fields([0x0605_4b50, 4], [0, 2], [0, 2], [files, 2], [files, 2], [bytes, 4], [offset, 4], [0, 2]);

const fields = (...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer => {
  const buffer = Buffer.alloc(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
};
