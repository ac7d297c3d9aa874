import { inflateSync } from 'node:zlib';

/** What a test reads out of a PDF of ours, without a program that draws it. */
export interface Printed {
  readonly pages: number;
  /** Characters that the fonts of the document can be read back as. */
  readonly characters: ReadonlySet<string>;
  /** Names of embedded fonts, each with the letters that mark a subset. */
  readonly fonts: readonly string[];
  readonly embedded: number;
  readonly language: string | undefined;
  readonly title: string | undefined;
  /** How far above the lower edge of its page the lowest line stands, in points. */
  readonly lowest: number;
}

export const printed = (bytes: Buffer): Printed => {
  const text = bytes.toString('latin1');
  const streams = streamsOf(bytes, text);
  return {
    pages: [...text.matchAll(/\/Type \/Page\b(?!s)/g)].length,
    characters: new Set(streams.flatMap(charactersOf)),
    fonts: [...new Set([...text.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name ?? ''))],
    embedded: [...text.matchAll(/\/FontFile3 /g)].length,
    language: /\/Lang \((.*?)\)/.exec(text)?.[1],
    title: titleOf(bytes),
    lowest: Math.min(...streams.flatMap(heightsOf)),
  };
};

const streamsOf = (bytes: Buffer, text: string): readonly string[] =>
  [...text.matchAll(/\/Length (\d+)[^]*?stream\n/g)].flatMap((match) => {
    const from = match.index + match[0].length;
    try {
      return [inflateSync(bytes.subarray(from, from + Number(match[1]))).toString('latin1')];
    } catch {
      return [];
    }
  });

const heightsOf = (stream: string): readonly number[] =>
  [...stream.matchAll(/1 0 0 1 \S+ (\S+) Tm/g)].map(([, height]) => Number(height));

const charactersOf = (stream: string): readonly string[] =>
  stream.includes('begincmap')
    ? [...stream.matchAll(/<([0-9a-f]{4,8})>/gi)].map(([, hex = '']) =>
        Buffer.from(hex, 'hex').swap16().toString('utf16le'),
      )
    : [];

/** From the metadata that stand in clear beside the pages. */
const titleOf = (bytes: Buffer): string | undefined =>
  /<dc:title>[^]*?<rdf:li[^>]*>([^<]*)</.exec(bytes.toString('utf8'))?.[1];
