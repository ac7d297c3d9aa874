/**
 * Which sequence numbers of a meter have been seen, exactly: sorted ranges with gaps between them.
 * What arrives in order takes one range however long it is; what is missing takes one per gap.
 */
export class SequenceSet {
  private constructor(
    private readonly firsts: number[],
    private readonly lasts: number[],
  ) {}

  static empty(): SequenceSet {
    return new SequenceSet([], []);
  }

  /** The set that `toString` wrote. Throws on anything else: only our own events hold it. */
  static parse(text: string): SequenceSet {
    return SequenceSet.empty().followedBy(text);
  }

  /** This set and, behind it, the next of the `pieces` that it was written down in. */
  followedBy(piece: string): SequenceSet {
    const set = this.copy();
    for (const part of piece === '' ? [] : piece.split(',')) {
      const [first = NaN, last = first] = part.split('-').map(Number);
      if (!(first > set.highest && last >= first)) throw new Error(`Not in order: ${piece}`);
      set.firsts.push(first);
      set.lasts.push(last);
    }
    return set;
  }

  copy(): SequenceSet {
    return new SequenceSet([...this.firsts], [...this.lasts]);
  }

  /** How many ranges it takes to write it down. */
  get ranges(): number {
    return this.firsts.length;
  }

  /** The highest number in it; 0 where it is empty. */
  get highest(): number {
    return this.lasts.at(-1) ?? 0;
  }

  has(sequence: number): boolean {
    const at = this.rangeFrom(sequence);
    return at >= 0 && sequence <= (this.lasts[at] ?? -1);
  }

  /** Puts a number in; false where it was there. */
  add(sequence: number): boolean {
    const at = this.rangeFrom(sequence);
    if (at >= 0 && sequence <= (this.lasts[at] ?? -1)) return false;
    const joinsLeft = at >= 0 && this.lasts[at] === sequence - 1;
    const joinsRight = this.firsts[at + 1] === sequence + 1;
    if (joinsLeft && joinsRight) {
      this.lasts.splice(at, 1);
      this.firsts.splice(at + 1, 1);
    } else if (joinsLeft) this.lasts[at] = sequence;
    else if (joinsRight) this.firsts[at + 1] = sequence;
    else {
      this.firsts.splice(at + 1, 0, sequence);
      this.lasts.splice(at + 1, 0, sequence);
    }
    return true;
  }

  /** The lowest gaps between 1 and the highest number, at most so many, as `toString` writes them. */
  missing(rangesMax: number): string {
    const gaps: string[] = [];
    let from = 1;
    for (const [at, first] of this.firsts.entries()) {
      if (gaps.length === rangesMax) break;
      if (first > from) gaps.push(written(from, first - 1));
      from = (this.lasts[at] ?? first) + 1;
    }
    return gaps.join(',');
  }

  /** The set as text in pieces of at most so many ranges: `1-812,815,900-1200`. */
  pieces(rangesMax: number): readonly string[] {
    const all = this.firsts.map((first, at) => written(first, this.lasts[at] ?? first));
    return Array.from({ length: Math.ceil(all.length / rangesMax) }, (_, piece) =>
      all.slice(piece * rangesMax, (piece + 1) * rangesMax).join(','),
    );
  }

  /** All of it in one piece; empty where nothing is in it. */
  toString(): string {
    return this.pieces(Math.max(1, this.ranges))[0] ?? '';
  }

  /** Index of the last range that begins at or before a number; -1 where none does. */
  private rangeFrom(sequence: number): number {
    let [low, high] = [0, this.firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.firsts[middle] ?? Infinity) <= sequence) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const written = (first: number, last: number): string =>
  first === last ? String(first) : `${first}-${last}`;
