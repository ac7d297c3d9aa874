/** A box in the picture, or a bend of a line that passes through a column. */
export interface Placed {
  readonly id: string;
  readonly isBend: boolean;
  /** Left edge and vertical middle. */
  readonly x: number;
  readonly y: number;
}

/** A line from a source to what was made from it, by way of the columns in between. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Layout {
  readonly boxes: readonly Placed[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

export const box = { width: 212, height: 82 } as const;
const gap = { x: 88, y: 26, bend: 18 } as const;
const margin = { x: 28, top: 64, bottom: 52 } as const;
/**
 * Places for lines that pass columns, at most: beyond them a line goes straight. A dense lineage has
 * hundreds of thousands, and no picture that anybody could read.
 */
const bendsMax = 1_000;
const sweeps = 12;
const settlings = 24;

/**
 * Places a directed graph without cycles in columns from left to right: each box right of all its
 * sources and as near to what was made from it as can be; lines that pass a column get a place in
 * it; columns are ordered by the middle of their neighbours, forth and back, which keeps crossings
 * few; then everything is drawn towards its neighbours without changing that order.
 */
export const layoutOf = (ids: readonly string[], arrows: readonly Arrow[]): Layout => {
  const columnOf = columnsOf(ids, arrows);
  const { columns, links, chains } = withBends(ids, arrows, columnOf);
  const ordered = fewCrossings(columns, links);
  const heights = settled(ordered, links);
  const placed = ordered.flatMap((column, index) =>
    column.map((id) => ({
      id,
      isBend: !columnOf.has(id),
      x: margin.x + index * (box.width + gap.x),
      y: heights.get(id) ?? 0,
    })),
  );
  const at = new Map(placed.map((one) => [one.id, one]));
  const lines = chains.map((chain) => lineOf(chain, at));
  const bottom = Math.max(...placed.map(({ y }) => y), 0) + box.height / 2;
  return {
    boxes: placed.filter(({ isBend }) => !isBend),
    lines,
    width: 2 * margin.x + ordered.length * box.width + (ordered.length - 1) * gap.x,
    height: bottom + margin.bottom,
  };
};

/** The column of each box: after its last source, then as near as can be to what it is in. */
const columnsOf = (ids: readonly string[], arrows: readonly Arrow[]): Map<string, number> => {
  const column = new Map(ids.map((id) => [id, 0]));
  const get = (id: string): number => column.get(id) ?? 0;
  for (let round = 0, moved = true; moved && round <= ids.length; round++) {
    moved = false;
    for (const { from, to } of arrows) {
      if (get(to) > get(from)) continue;
      column.set(to, get(from) + 1);
      moved = true;
    }
  }
  const hasSource = new Set(arrows.map(({ to }) => to));
  for (const id of ids.filter((each) => !hasSource.has(each))) {
    const next = arrows.filter(({ from }) => from === id).map(({ to }) => get(to));
    if (next.length > 0) column.set(id, Math.min(...next) - 1);
  }
  return column;
};

/** Every line from column to column, with a bend in each that it passes while there is room. */
const withBends = (
  ids: readonly string[],
  arrows: readonly Arrow[],
  columnOf: ReadonlyMap<string, number>,
) => {
  const columns: string[][] = [];
  const put = (id: string, column: number): void => void (columns[column] ??= []).push(id);
  for (const id of ids) put(id, columnOf.get(id) ?? 0);
  let room = bendsMax;
  const chains = arrows.map(({ from, to }) => {
    const [first, last] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
    const passed = last - first - 1;
    if (passed > room) return [from, to];
    room -= passed;
    const bends = Array.from({ length: passed }, (_, index) => {
      const bend = `${from}>${to}#${index}`;
      put(bend, first + 1 + index);
      return bend;
    });
    return [from, ...bends, to];
  });
  const isStraight = ([from = '', to = '', ...bends]: readonly string[]): boolean =>
    bends.length === 0 && (columnOf.get(to) ?? 0) - (columnOf.get(from) ?? 0) > 1;
  const links = chains
    .filter((chain) => !isStraight(chain))
    .flatMap((chain) => chain.slice(1).map((to, index) => ({ from: chain[index] ?? '', to })));
  return { columns: Array.from(columns, (column) => column ?? []), links, chains };
};

type Neighbours = ReadonlyMap<string, readonly string[]>;

const neighbours = (links: readonly Arrow[], side: 'from' | 'to'): Neighbours => {
  const found = new Map<string, string[]>();
  const other = side === 'from' ? 'to' : 'from';
  for (const link of links) {
    const beside = found.get(link[other]);
    if (beside === undefined) found.set(link[other], [link[side]]);
    else beside.push(link[side]);
  }
  return found;
};

/** Orders each column by the mean place of its neighbours, forth by sources and back by the rest. */
const fewCrossings = (
  columns: readonly (readonly string[])[],
  links: readonly Arrow[],
): readonly (readonly string[])[] => {
  const [sources, derived] = [neighbours(links, 'from'), neighbours(links, 'to')];
  let best = columns;
  let fewest = crossings(best, links);
  let current = columns.map((column) => [...column]);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isForth = sweep % 2 === 0;
    const order = current.map((_, index) => (isForth ? index : current.length - 1 - index));
    const place = placesIn(current);
    for (const index of order) {
      const beside = isForth ? sources : derived;
      const key = (id: string): number => mean(beside.get(id), place) ?? place.get(id) ?? 0;
      const keys = new Map((current[index] ?? []).map((id) => [id, key(id)]));
      const column = (current[index] ?? []).toSorted(
        (a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0),
      );
      current[index] = column;
      for (const [id, at] of placesIn([column])) place.set(id, at);
    }
    const now = crossings(current, links);
    if (now < fewest) [best, fewest] = [current.map((column) => [...column]), now];
    current = current.map((column) => [...column]);
  }
  return best;
};

const placesIn = (columns: readonly (readonly string[])[]): Map<string, number> =>
  new Map(
    columns.flatMap((column) =>
      column.map((id, index) => [id, (index + 0.5) / column.length] as const),
    ),
  );

const mean = (
  ids: readonly string[] | undefined,
  place: ReadonlyMap<string, number>,
): number | undefined =>
  ids === undefined || ids.length === 0
    ? undefined
    : ids.reduce((sum, id) => sum + (place.get(id) ?? 0), 0) / ids.length;

/** How many pairs of lines between neighbouring columns cross. */
export const crossings = (
  columns: readonly (readonly string[])[],
  links: readonly Arrow[],
): number => {
  const place = new Map(columns.flatMap((column) => column.map((id, index) => [id, index])));
  const column = new Map(columns.flatMap((ids, index) => ids.map((id) => [id, index])));
  const byColumn = new Map<number, (readonly [from: number, to: number])[]>();
  for (const { from, to } of links) {
    const at = column.get(from) ?? 0;
    const pairs = byColumn.get(at);
    const pair = [place.get(from) ?? 0, place.get(to) ?? 0] as const;
    if (pairs === undefined) byColumn.set(at, [pair]);
    else pairs.push(pair);
  }
  let count = 0;
  for (const [at, pairs] of byColumn) count += inversions(pairs, columns[at + 1]?.length ?? 0);
  return count;
};

/**
 * How many pairs stand one way round on the left and the other on the right: from left to right, how
 * many of those before end further on. A tree of sums (Fenwick) answers each in a few steps; comparing
 * all pairs would hold everybody up where a lineage is dense.
 */
const inversions = (
  pairs: readonly (readonly [from: number, to: number])[],
  ends: number,
): number => {
  const sums = new Array<number>(ends + 1).fill(0);
  const upTo = (end: number): number => {
    let sum = 0;
    for (let at = end + 1; at > 0; at -= at & -at) sum += sums[at] ?? 0;
    return sum;
  };
  let count = 0;
  const inOrder = pairs.toSorted(([a, b], [c, d]) => a - c || b - d);
  inOrder.forEach(([, end], before) => {
    count += before - upTo(end);
    for (let at = end + 1; at <= ends; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
  });
  return count;
};

/** Heights: drawn towards the neighbours, round by round, at least a gap apart, in order. */
const settled = (
  columns: readonly (readonly string[])[],
  links: readonly Arrow[],
): ReadonlyMap<string, number> => {
  const bends = new Set(
    links.flatMap(({ from, to }) => [from, to]).filter((id) => id.includes('#')),
  );
  const half = (id: string): number => (bends.has(id) ? gap.bend : box.height + gap.y) / 2;
  const heights = new Map<string, number>();
  for (const column of columns) stack(column, () => 0, half, heights);
  const [sources, derived] = [neighbours(links, 'from'), neighbours(links, 'to')];
  for (let round = 0; round < settlings; round++) {
    const order = round % 2 === 0 ? columns : columns.toReversed();
    for (const column of order) {
      const wish = (id: string): number => {
        const beside = [...(sources.get(id) ?? []), ...(derived.get(id) ?? [])];
        return mean(beside, heights) ?? heights.get(id) ?? 0;
      };
      stack(column, wish, half, heights);
    }
  }
  const top = Math.min(...[...heights].map(([id, y]) => y - half(id)));
  return new Map([...heights].map(([id, y]) => [id, y - top + margin.top]));
};

/** Puts a column as near to its wishes as order and gaps allow, keeping the middle of the wishes. */
const stack = (
  column: readonly string[],
  wish: (id: string) => number,
  half: (id: string) => number,
  heights: Map<string, number>,
): void => {
  const wishes = column.map(wish);
  const places: number[] = [];
  column.forEach((id, index) => {
    const before = column[index - 1];
    const least =
      before === undefined ? -Infinity : (places[index - 1] ?? 0) + half(before) + half(id);
    places.push(Math.max(wishes[index] ?? 0, least));
  });
  const drift =
    places.reduce((sum, y, index) => sum + y - (wishes[index] ?? 0), 0) /
    Math.max(places.length, 1);
  column.forEach((id, index) => heights.set(id, (places[index] ?? 0) - drift));
};

const lineOf = (chain: readonly string[], at: ReadonlyMap<string, Placed>): Line => {
  const points = chain.flatMap((id, index) => {
    const { x, y } = at.get(id) ?? { x: 0, y: 0 };
    if (index === 0) return [{ x: x + box.width, y }];
    if (index === chain.length - 1) return [{ x, y }];
    return [
      { x, y },
      { x: x + box.width, y },
    ];
  });
  return { from: chain[0] ?? '', to: chain.at(-1) ?? '', points };
};
