import type { Language } from '@ledger/http/language.js';
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
  const disposition =
    `attachment; filename="${en.replaceAll(' ', '-')}-${days}"; ` +
    `filename*=UTF-8''${encodeURIComponent(`${zh}-${days}`)}`;
  return content instanceof Readable
    ? new StreamableFile(content, { type, disposition })
    : new StreamableFile(content, { type, disposition, length: content.length });
};

/** Words in the reader's language. */
export const inLanguage = ({ zh, en }: FileName, language: Language): string =>
  language === 'zh' ? zh : en;
