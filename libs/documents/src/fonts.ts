import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type PDFDocument from 'pdfkit';

/** The weights that documents are set in: Noto Sans Hans (SIL Open Font License). */
export type Weight = 'regular' | 'bold';

const files: Readonly<Record<Weight, string>> = {
  regular: 'NotoSansHans-Regular.otf',
  bold: 'NotoSansHans-Bold.otf',
};

const require = createRequire(import.meta.url);

/** pdfkit, loaded by the first document: most of what a service does needs none. */
export const newDocument = (options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument => {
  const Document = require('pdfkit') as typeof PDFDocument;
  return new Document(options);
};

/** What pdfkit takes for a font that was parsed before. */
export type ParsedFont = PDFKit.Mixins.PDFFontSource;

const parsed = new Map<Weight, ParsedFont>();

/**
 * A font, read and parsed once per process: each is eight megabytes. Documents share it and embed
 * only the glyphs that they use.
 */
export const fontOf = (weight: Weight): ParsedFont => {
  const known = parsed.get(weight);
  if (known !== undefined) return known;
  const entry = require.resolve('@embedpdf/fonts-sc');
  const folder = path.join(path.dirname(entry), '..', 'fonts');
  const font = parse(readFileSync(path.join(folder, files[weight])));
  parsed.set(weight, font);
  return font;
};

/** pdfkit parses fonts by itself and takes what it parsed for another document too. */
const parse = (bytes: Buffer): ParsedFont => {
  const scratch = newDocument({ autoFirstPage: false }) as unknown as {
    font(source: Buffer): { readonly _font: { readonly font: ParsedFont } };
  };
  return scratch.font(bytes)._font.font;
};
