import { Accounts, type StoredSums } from './accounts.js';
import {
  digestOf,
  isBarrier,
  isChained,
  type LoggedEvent,
  noDigest,
  type ReadEvent,
} from './event.js';
import type { Finding } from './finding.js';
import { atEvent } from './finding.js';
import { leafHash } from './hash.js';
import { States } from './states.js';
import { Tree } from './tree.js';

/** Tree and state map made again from the events alone. */
export interface Rebuilt {
  readonly positions: readonly number[];
  readonly leaves: readonly Buffer[];
  /** Roots at the sizes asked for, as far as the log reaches. */
  readonly roots: ReadonlyMap<number, Roots>;
  /** Streams whose events do not continue one another, and JSON that nobody appended like this. */
  readonly broken: readonly Finding[];
  /** Vouchers that do not balance, numbers with gaps, sums of reports that are not the vouchers'. */
  readonly accounts: readonly Finding[];
}

export interface Roots {
  readonly tree: Buffer;
  readonly state: Buffer;
}

interface Head {
  readonly version: number;
  readonly digest: string;
  readonly position: number;
}

/** More of the same kind would say nothing new. */
const findingsMax = 20;

export const rebuild = async (
  events: AsyncIterable<ReadEvent>,
  sizes: ReadonlySet<number>,
  sums?: StoredSums,
): Promise<Rebuilt> => {
  const [tree, states] = [new Tree(), new States()];
  const heads = new Map<string, Head>();
  const rebuilt = { positions: [] as number[], leaves: [] as Buffer[] };
  const roots = new Map<number, Roots>();
  const broken: Finding[] = [];
  const accounts = new Accounts(sums);
  const note = () => {
    if (sizes.has(tree.size)) roots.set(tree.size, { tree: tree.root(), state: states.root() });
  };
  note();
  for await (const { event, isCanonical } of events) {
    const { stream, version, position } = event;
    if (isBarrier(stream)) continue;
    const { digest, entry } = digestedOrNot(event);
    const found = [
      ...(isCanonical ? [] : [rewritten(position)]),
      ...misplaced(position, rebuilt.positions.at(-1)),
      ...unchained(event, heads),
    ];
    if (broken.length < findingsMax) broken.push(...found);
    heads.set(stream, { version, digest, position });
    const leaf = leafHash(entry);
    rebuilt.positions.push(position);
    rebuilt.leaves.push(leaf);
    accounts.take(event);
    tree.add(leaf);
    states.set(stream, version, digest);
    note();
  }
  return { ...rebuilt, roots, broken, accounts: accounts.compared() };
};

/** What no event can hold has no digest; it is told of as not in the form that was appended. */
const digestedOrNot = (event: LoggedEvent): ReturnType<typeof digestOf> => {
  try {
    return digestOf(event);
  } catch {
    return { digest: noDigest, entry: Buffer.alloc(0) };
  }
};

const rewritten = (position: number): Finding =>
  atEvent(
    position,
    '数据不是写入时的形式，已被改动',
    'its data are not in the form in which they were appended: changed',
  );

const misplaced = (position: number, before = -Infinity): readonly Finding[] =>
  position > before
    ? []
    : [atEvent(position, `排在位置 ${before} 之后`, `stands behind position ${before}`)];

const unchained = (
  { stream, version, position, previousDigest }: ReadEvent['event'],
  heads: ReadonlyMap<string, Head>,
): readonly Finding[] => {
  const head = heads.get(stream) ?? { version: 0, digest: noDigest, position: 0 };
  if (version !== head.version + 1)
    return [
      atEvent(
        position,
        `是 ${stream} 的第 ${version} 版，其前应为第 ${version - 1} 版，实为第 ${head.version} 版`,
        `is version ${version} of ${stream}, which stands at version ${head.version} there`,
      ),
    ];
  const expected = isChained(stream) ? head.digest : noDigest;
  if (previousDigest === expected) return [];
  const before = head.position === 0 ? position : head.position;
  return [
    atEvent(
      before,
      `与位置 ${position} 所记的前一摘要不符：其中之一已被改动（${stream}）`,
      `the next event of ${stream}, at position ${position}, continues another one: changed`,
    ),
  ];
};
