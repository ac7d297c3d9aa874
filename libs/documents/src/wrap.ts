/** Closing marks: never the first of a line (GB/T 15834, 避头尾). */
const noStart = new Set('，。、；：？！）》」』】〕”’,.;:?!)]}%…—·');
/** Opening marks: never the last of a line. */
const noEnd = new Set('（《「『【〔“‘([{');
/** What stays together unless it is wider than the line: numbers, words and names in Latin letters. */
const word = /^(?:[\p{Script=Latin}\p{Nd}_\-./@#&+'’]|(?<=\p{Nd}),(?=\p{Nd}))+/u;
/** Where a word that is too wide is broken first: behind the marks within ids and addresses. */
const joint = /(?<=[-./@_:])(?=.)/u;
/** Marks that a line may be pushed down with, at most; a line of nothing else is broken anywhere. */
const pushedMax = 4;

type WidthOf = (text: string) => number;

/**
 * Breaks text into lines no wider than `width`: Chinese between any two characters, Latin words
 * whole where they fit, no closing mark at the head of a line and no opening one at its end. Line
 * breaks of the text are kept. Every character of the text but spaces at breaks is in the lines.
 */
export const wrapped = (text: string, width: number, widthOf: WidthOf): readonly string[] =>
  text.split(/\r\n|\r|\n/).flatMap((paragraph) => wrappedParagraph(paragraph, width, widthOf));

const wrappedParagraph = (text: string, width: number, widthOf: WidthOf): readonly string[] => {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  for (const piece of piecesOf(text, width, widthOf)) {
    const wide = widthOf(piece);
    if (used + wide > width && line.length > 0) {
      const carried = carriedOver(line, piece);
      lines.push(
        line
          .slice(0, line.length - carried.length)
          .join('')
          .trimEnd(),
      );
      line = [...carried];
      used = carried.reduce((sum, each) => sum + widthOf(each), 0);
      if (piece === ' ' && line.length === 0) continue;
      if (used + wide > width && line.length > 0) {
        lines.push(line.join('').trimEnd());
        [line, used] = [[], 0];
      }
    }
    line.push(piece);
    used += wide;
  }
  lines.push(line.join('').trimEnd());
  return lines;
};

/** What of a full line has to go down with the next piece, so that no mark stands where it may not. */
const carriedOver = (line: readonly string[], next: string): readonly string[] => {
  for (let count = 0; count < Math.min(pushedMax, line.length); count++) {
    const [last = '', first = next] = [line.at(-1 - count), line.at(-count)];
    const head = count === 0 ? next : first;
    if (!noStart.has(head) && !noEnd.has(last)) return line.slice(line.length - count);
  }
  return [];
};

const piecesOf = (text: string, width: number, widthOf: WidthOf): readonly string[] => {
  const pieces: string[] = [];
  for (let rest = text; rest !== '';) {
    const [whole] = word.exec(rest) ?? [];
    const piece = whole ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
    rest = rest.slice(piece.length);
    if (whole === undefined || widthOf(whole) <= width) pieces.push(piece);
    else pieces.push(...brokenWord(whole, width, widthOf));
  }
  return pieces;
};

const brokenWord = (whole: string, width: number, widthOf: WidthOf): readonly string[] =>
  whole.split(joint).flatMap((part) => (widthOf(part) > width ? [...part] : [part]));
