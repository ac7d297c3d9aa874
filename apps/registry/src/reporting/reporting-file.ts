import { attachment } from '@ledger/http/downloads/attachment.js';
import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { ReportScope } from './report-scope.js';

/** What a file is of, in the reader's language and as every file system takes it. */
export interface FileName {
  readonly zh: string;
  readonly en: string;
}

interface FileKind {
  readonly extension: string;
  readonly type: string;
}

/** A report as a file to keep, named by what it is of and its period. */
export const reportFile = (
  content: Readable | Uint8Array,
  { zh, en }: FileName,
  { from, to }: Pick<ReportScope, 'from' | 'to'>,
  { extension, type }: FileKind,
): StreamableFile => {
  const days = `${from}_${to}.${extension}`;
  const disposition = attachment({
    zh: `${zh}-${days}`,
    ascii: `${en.replaceAll(' ', '-')}-${days}`,
  });
  return content instanceof Readable
    ? new StreamableFile(content, { type, disposition })
    : new StreamableFile(content, { type, disposition, length: content.length });
};
