import { PassThrough, pipeline, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of an archive; its text is made piece by piece while it is sent. */
export interface ArchivedFile {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

/** A zip archive as a stream: no file is ever held as a whole, and a slow reader waits. */
export const zipStream = (files: Iterable<ArchivedFile>): Readable => {
  const zip = new ZipFile();
  const archive = new PassThrough();
  // The library tells a source neither that the reader left, nor the reader that a source failed.
  let source: Readable | undefined;
  archive.once('close', () => source?.destroy());
  for (const { name, text } of files) {
    zip.addReadStreamLazy(name, entryOptions, (begin) => {
      if (archive.destroyed) return;
      source = Readable.from(text, { objectMode: false });
      source.once('error', (error) => archive.destroy(error));
      begin(null, source);
    });
  }
  zip.end();
  return pipeline(zip.outputStream, archive, () => undefined);
};

/** An archive of the same files is the same bytes: each one is from 1980-01-01, zip's first day. */
const entryOptions = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };
