import { refuse } from '@ledger/domain/refusal.js';
import { posix } from 'node:path';
import type { Archive } from './archive.js';
import {
  cellCharactersMax,
  escapedCharactersMax,
  partBytesMax,
  sharedTextsBytesMax,
} from './limits.js';
import { readWhole, type XmlReader } from './xml.js';

/** What the rows of a sheet refer to. */
export interface WorkbookParts {
  /** Path of the first visible worksheet in the archive. */
  readonly sheetPath: string;
  readonly sharedTexts: readonly string[];
  /** How cells of a style (by its index) show a number. */
  readonly styleOf: (style: number) => NumberStyle;
  /** Serial dates count from 1904 instead of 1900. */
  readonly from1904: boolean;
}

/** `digits`: as many are shown at least, with zeros before the number (format `000000`). */
export interface NumberStyle {
  readonly isDate: boolean;
  readonly digits: number;
}

export const workbookParts = async (archive: Archive): Promise<WorkbookParts> => {
  const workbookPath = await officeDocument(archive);
  const folder = posix.dirname(workbookPath);
  const relations = await relationsOf(archive, workbookPath);
  const { sheetIds, from1904 } = await workbookOf(archive, workbookPath);
  const target = (found: Relation | undefined) =>
    found && posix.join(folder.startsWith('/') ? folder : `/${folder}`, found.target).slice(1);
  const absolute = (found: Relation | undefined) =>
    found?.target.startsWith('/') ? found.target.slice(1) : target(found);
  const sheets = sheetIds.map((id) => relations.find((relation) => relation.id === id));
  const sheet = sheets.find((relation) => relation?.type.endsWith('/worksheet'));
  const sheetPath = absolute(sheet);
  if (sheetPath === undefined) return refuse('import_workbook_broken', { reason: 'no worksheet' });
  const part = (type: string) => absolute(relations.find((found) => found.type.endsWith(type)));
  return {
    sheetPath,
    sharedTexts: await sharedTextsOf(archive, part('/sharedStrings')),
    styleOf: await stylesOf(archive, part('/styles')),
    from1904,
  };
};

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

const officeDocument = async (archive: Archive): Promise<string> => {
  if (!archive.has('_rels/.rels')) {
    return refuse('import_format_unknown', { found: 'a ZIP archive that is no workbook' });
  }
  const relations = await relationsIn(archive, '_rels/.rels');
  const document = relations.find(({ type }) => type.endsWith('/officeDocument'));
  const path = document?.target.replace(/^\//u, '');
  return path !== undefined && archive.has(path) && !path.includes('word/')
    ? path
    : refuse('import_format_unknown', { found: 'a ZIP archive that is no workbook' });
};

const relationsOf = (archive: Archive, path: string): Promise<readonly Relation[]> =>
  relationsIn(archive, `${posix.dirname(path)}/_rels/${posix.basename(path)}.rels`);

const relationsIn = async (archive: Archive, path: string): Promise<readonly Relation[]> => {
  const relations: Relation[] = [];
  await readWhole(
    archive.read(path, partBytesMax),
    reader({
      open: (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
        if (name === 'Relationship') relations.push({ id, type, target });
      },
    }),
  );
  return relations;
};

const workbookOf = async (archive: Archive, path: string) => {
  const sheetIds: string[] = [];
  let from1904 = false;
  await readWhole(
    archive.read(path, partBytesMax),
    reader({
      open: (name, attributes) => {
        if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
        if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
        const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
        sheetIds.push(id);
      },
    }),
  );
  return { sheetIds, from1904 };
};

/** The table of texts that cells name by number; rich text without its looks. */
const sharedTextsOf = async (archive: Archive, path?: string): Promise<readonly string[]> => {
  const texts: string[] = [];
  if (path === undefined || !archive.has(path)) return texts;
  let text = '';
  let isText = false;
  let isReading = 0;
  await readWhole(archive.read(path, sharedTextsBytesMax), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isReading += 1;
      isText = name === 't' && isReading === 0;
    },
    text: (piece) => {
      if (!isText) return;
      text += piece;
      if (text.length > escapedCharactersMax) {
        refuse('import_cell_too_long', { charactersMax: cellCharactersMax.xlsx });
      }
    },
    close: (name) => {
      if (name === 'rPh') isReading -= 1;
      if (name === 't') isText = false;
      if (name === 'si') texts.push(unescaped(text));
    },
  });
  return texts;
};

/** Built-in number formats of ECMA-376 part 1, 18.8.30, that show a date. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 50 && format <= 58);

const plain: NumberStyle = { isDate: false, digits: 1 };

const stylesOf = async (archive: Archive, path?: string): Promise<WorkbookParts['styleOf']> => {
  if (path === undefined || !archive.has(path)) return () => plain;
  const formats = new Map<number, NumberStyle>();
  const styles: NumberStyle[] = [];
  let isInCells = false;
  await readWhole(
    archive.read(path, partBytesMax),
    reader({
      open: (name, { numFmtId = '', formatCode = '' }) => {
        if (name === 'numFmt') formats.set(Number(numFmtId), styleOfFormat(formatCode));
        if (name === 'cellXfs') isInCells = true;
        if (name !== 'xf' || !isInCells) return;
        const format = Number(numFmtId);
        const style = formats.get(format) ?? plain;
        styles.push(isBuiltInDate(format) ? { ...style, isDate: true } : style);
      },
      close: (name) => {
        if (name === 'cellXfs') isInCells = false;
      },
    }),
  );
  return (style) => styles[style] ?? plain;
};

const styleOfFormat = (formatCode: string): NumberStyle => ({
  isDate: showsDate(formatCode),
  digits: /^0{1,15}$/u.test(formatCode) ? formatCode.length : 1,
});

/** Year or day letters outside quotes, brackets and escapes. */
const showsDate = (formatCode: string): boolean =>
  /[yd]/iu.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./gu, '').replace(/general/giu, ''));

/** `_x000D_` and the like stand for characters that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/giu, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

const reader = (some: Partial<XmlReader>): XmlReader => ({
  open: () => undefined,
  text: () => undefined,
  close: () => undefined,
  ...some,
});
