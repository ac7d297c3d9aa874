import { fontOf, newDocument, type Weight } from './fonts.js';
import { settable } from './settable.js';
import { wrapped } from './wrap.js';

/** What a document says of itself; the same things give the same bytes. */
export interface SheetInfo {
  readonly title: string;
  readonly subject: string;
  readonly keywords: string;
  /** RFC 3339 instant that the document speaks of; it carries no other time. */
  readonly at: string;
}

export const ink = {
  text: '#1b1f24',
  quiet: '#5b6570',
  line: '#9aa5b1',
  hair: '#d4dae1',
  accent: '#12395f',
  shade: '#eef3f8',
} as const;

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
}

/** Height of a line, as a multiple of its size. */
const leading = 1.45;
export const lineHeightOf = ({ size }: Style): number => size * leading;

/** What can still be read on paper. */
const smallest = 6.5;

export const a4 = { width: 595.28, height: 841.89 } as const;

/** One A4 document being drawn: fonts, measured text and lines; what stands where is the caller's. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly widths = new Map<string, number>();

  constructor(info: SheetInfo, margin: number) {
    this.doc = newDocument({
      size: 'A4',
      margin,
      bufferPages: true,
      autoFirstPage: true,
      lang: 'zh-CN',
      displayTitle: true,
      pdfVersion: '1.7',
      info: {
        Title: info.title,
        Subject: info.subject,
        Keywords: info.keywords,
        Author: 'data-asset-registry',
        Creator: 'data-asset-registry',
        Producer: 'data-asset-registry',
        CreationDate: new Date(info.at),
        ModDate: new Date(info.at),
      },
    });
    this.doc.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.doc.registerFont('regular', fontOf('regular'));
    this.doc.registerFont('bold', fontOf('bold'));
  }

  /** Width of text, from the widths of its characters: these fonts are set without kerning. */
  widthOf(text: string, { size, weight = 'regular' }: Style): number {
    let sum = 0;
    for (const character of text) {
      const key = `${weight}${character}`;
      let width = this.widths.get(key);
      if (width === undefined) {
        width = this.doc.font(weight).fontSize(1_000).widthOfString(character, { features: [] });
        this.widths.set(key, width);
      }
      sum += width;
    }
    return (sum * size) / 1_000;
  }

  wrap(text: string, width: number, style: Style): readonly string[] {
    return wrapped(settable(text), width, (piece) => this.widthOf(piece, style));
  }

  /** One line, from its left end, its middle or its right end. */
  line(
    said: string,
    x: number,
    y: number,
    style: Style,
    align: 'left' | 'centre' | 'right' = 'left',
  ) {
    const text = settable(said);
    const width = align === 'left' ? 0 : this.widthOf(text, style);
    const left = align === 'left' ? x : align === 'centre' ? x - width / 2 : x - width;
    this.doc
      .font(style.weight ?? 'regular')
      .fontSize(style.size)
      .fillColor(style.colour ?? ink.text)
      .text(text, left, y, { lineBreak: false, features: [] });
  }

  /** One line where there is room for no more: set smaller, then cut short; the whole is told elsewhere. */
  fitted(said: string, x: number, y: number, width: number, style: Style): void {
    const text = settable(said);
    const room = (style.size * width) / this.widthOf(text, style);
    const size = Math.min(style.size, Math.max(room, smallest));
    const characters = [...text];
    while (characters.length > 1 && this.widthOf(characters.join(''), { ...style, size }) > width) {
      characters.splice(-2, 2, '…');
    }
    this.line(characters.join(''), x, y, { ...style, size });
  }

  /** Lines of a paragraph, each under the other; answers where the next begins. */
  paragraph(text: string, x: number, y: number, width: number, style: Style): number {
    const lines = this.wrap(text, width, style);
    for (const [index, each] of lines.entries()) {
      this.line(each, x, y + index * lineHeightOf(style), style);
    }
    return y + lines.length * lineHeightOf(style);
  }

  rule(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    colour: string = ink.line,
    width = 0.5,
  ): void {
    this.doc.lineWidth(width).strokeColor(colour).moveTo(x1, y1).lineTo(x2, y2).stroke();
  }

  fill(x: number, y: number, width: number, height: number, colour: string): void {
    this.doc.rect(x, y, width, height).fill(colour);
  }

  /** A code that a telephone reads, drawn as squares. */
  squares(rows: readonly (readonly boolean[])[], x: number, y: number, side: number): void {
    const unit = side / rows.length;
    for (const [row, cells] of rows.entries()) {
      for (const [column, isDark] of cells.entries()) {
        if (isDark) this.doc.rect(x + column * unit, y + row * unit, unit + 0.02, unit + 0.02);
      }
    }
    this.doc.fill(ink.text);
  }

  /** Draws on every page once their number is known, then answers the bytes. */
  async finish(onPage: (page: number, pages: number) => void): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(start + page);
      onPage(page + 1, count);
    }
    const ended = new Promise<void>((resolve) => this.doc.once('end', () => resolve()));
    this.doc.end();
    await ended;
    return Buffer.concat(this.chunks);
  }
}
