import { refuse } from '@ledger/domain/refusal.js';
import { SaxesParser } from 'saxes';
import { cellCharactersMax, escapedCharactersMax } from './limits.js';

/** What a reader of one kind of part does with its tags; names come without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Text that may stand between two tags: a cell at its longest, with entities among its escapes. */
const betweenTagsMax = escapedCharactersMax * 4;

/**
 * Feeds XML to a reader piece by piece and pauses after each, so that the caller can take what has
 * been read. Entities other than the five of XML are an error, so nothing expands.
 */
export async function* readXml(
  pieces: AsyncIterable<string>,
  reader: XmlReader,
): AsyncGenerator<void> {
  let silence = 0;
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0;
    reader.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silence = 0;
    reader.close(localName(name));
  });
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('error', (error) => {
    refuse('import_workbook_broken', { reason: error.message.slice(0, 100) });
  });
  for await (const piece of pieces) {
    silence += piece.length;
    parser.write(piece);
    if (silence > betweenTagsMax)
      refuse('import_cell_too_long', { charactersMax: cellCharactersMax.xlsx });
    yield;
  }
  parser.close();
  yield;
}

/** Reads a part to its end. */
export const readWhole = async (
  pieces: AsyncIterable<string>,
  reader: XmlReader,
): Promise<void> => {
  for await (const _ of readXml(pieces, reader));
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
