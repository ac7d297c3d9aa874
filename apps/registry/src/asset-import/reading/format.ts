import type { SheetFormat } from '@ledger/domain/import/import.events.js';
import { refuse } from '@ledger/domain/refusal.js';
import { type FileBytes, startOf } from './file-bytes.js';

/** What the caller says the file is. */
export interface Declared {
  readonly mediaType?: string;
  readonly fileName?: string;
}

/**
 * The format of the bytes, by their content. Refuses what is none of the three, and what is not
 * what the file's name, or else its media type, says.
 */
export const formatOf = async (file: FileBytes, declared: Declared): Promise<SheetFormat> => {
  if (file.length === 0) return refuse('import_file_empty');
  const found = contentOf(await startOf(file, sampleBytes));
  if (found !== 'csv' && found !== 'xlsx' && found !== 'ndjson') {
    return refuse('import_format_unknown', { found });
  }
  const said = declaredFormat(declared);
  if (said !== undefined && said !== found) {
    return refuse('import_format_mismatch', { declared: said, found });
  }
  return found;
};

/** The media types that name one of the formats. */
export const formatByMediaType: ReadonlyMap<string, SheetFormat> = new Map([
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['text/tab-separated-values', 'csv'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/x-ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
]);

const formatByExtension: ReadonlyMap<string, SheetFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['xlsx', 'xlsx'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
]);

/** A browser takes the media type from the desktop's settings, so the name is the better witness. */
const declaredFormat = ({ mediaType = '', fileName = '' }: Declared): SheetFormat | undefined =>
  formatByExtension.get(fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()) ??
  formatByMediaType.get(mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '');

/** First bytes of formats that people mistake for one of ours. */
const signatures: readonly (readonly [hex: string, found: string])[] = [
  ['504b0304', 'xlsx'],
  ['504b0506', 'an empty ZIP archive'],
  ['d0cf11e0', 'an old .xls or an encrypted workbook'],
  ['25504446', 'PDF'],
  ['1f8b', 'gzip'],
  ['89504e47', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['52617221', 'RAR'],
  ['377abcaf', '7z'],
];

/** Bytes looked at to tell text from anything else. */
const sampleBytes = 4_096;

const contentOf = (sample: Buffer): string => {
  const start = sample.subarray(0, 4).toString('hex');
  const known = signatures.find(([hex]) => start.startsWith(hex));
  if (known) return known[1];
  const isWide = start.startsWith('fffe') || start.startsWith('feff');
  if (isWide) return 'csv';
  const control = controlCharacters(sample);
  if (control > 8 && control > sample.length / 100) return 'binary data';
  const [first = ''] = sample
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/u, '')
    .trimStart();
  if (first === '') return 'blank text';
  if (first === '{') return 'ndjson';
  if (first === '[') return 'a JSON array';
  return first === '<' ? 'HTML or XML' : 'csv';
};

/** Text holds tabs and line breaks, but hardly any other control character. */
const controlCharacters = (sample: Buffer): number =>
  sample.reduce((sum, byte) => sum + Number(byte < 9 || (byte > 13 && byte < 32)), 0);
