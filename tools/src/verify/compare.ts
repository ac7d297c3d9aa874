import type { Finding } from './finding.js';
import { atEvent, elsewhere } from './finding.js';
import { leafHash } from './hash.js';
import type { SignedCheckpoint } from './note.js';
import type { Rebuilt } from './rebuild.js';
import type { Stored } from './sources.js';
import { treeHash } from './tree.js';

const width = 256;
const hashBytes = 32;

/** The leaf hashes that the stored tiles hold. */
export const storedLeaves = ({ tiles, size }: Stored): readonly Buffer[] =>
  Array.from({ length: size }, (_, leaf) => {
    const tile = tiles.get(`0/${Math.floor(leaf / width)}`) ?? Buffer.alloc(0);
    return tile.subarray((leaf % width) * hashBytes, ((leaf % width) + 1) * hashBytes);
  });

/** The events that are not those of a sealed leaf; both sides are held against a signed root. */
export const comparedWithLeaves = (
  rebuilt: Rebuilt,
  stored: Stored,
  authority: SignedCheckpoint,
): readonly Finding[] => {
  const leaves = storedLeaves(stored);
  const first = leaves.findIndex((leaf, at) => !rebuilt.leaves[at]?.equals(leaf));
  if (first === -1) return [];
  const { size, root } = authority;
  if (treeHash(leaves, 0, Math.min(size, leaves.length)).equals(root))
    return [differing(rebuilt, stored, leaves, first)];
  if (rebuilt.roots.get(size)?.tree.equals(root) === true) {
    const tile = `0/${Math.floor(first / width)}`;
    return [
      elsewhere(
        `瓦片 ${tile} 已被改动（第 ${first} 叶，位置 ${rebuilt.positions[first] ?? '无'}）`,
        `tile ${tile} was changed (leaf ${first}, position ${rebuilt.positions[first] ?? 'none'})`,
      ),
    ];
  }
  return [differing(rebuilt, stored, leaves, first)];
};

/** In which way the log differs from what was sealed, from the first leaf on that does. */
const differing = (
  rebuilt: Rebuilt,
  stored: Stored,
  leaves: readonly Buffer[],
  at: number,
): Finding => {
  const here = rebuilt.leaves[at];
  const position = rebuilt.positions[at];
  const sealed = stored.leafTiles[Math.floor(at / width)]?.positions[at % width];
  const gone = sealed ?? position ?? 0;
  if (here === undefined || position === undefined)
    return atEvent(
      gone,
      `日志到此为止，而已封存 ${leaves.length} 条：尾部被截断`,
      `the log ends before it, but ${leaves.length} events were sealed: the tail was cut`,
    );
  const [nextHere, nextSealed] = [rebuilt.leaves[at + 1], leaves[at + 1]];
  const isSealedLater = nextSealed !== undefined && here.equals(nextSealed);
  const isHereLater = nextHere !== undefined && nextHere.equals(leaves[at] as Buffer);
  if (isSealedLater && isHereLater)
    return atEvent(position, '与其后一条互换了次序', 'has changed places with the next event');
  if (isSealedLater) return atEvent(gone, '事件已被删除', 'the event was removed');
  if (isHereLater) return atEvent(position, '事件是后来插入的', 'the event was added afterwards');
  const place = leaves.findIndex((leaf) => leaf.equals(here));
  if (place !== -1)
    return atEvent(
      position,
      `事件原在第 ${place + 1} 条，次序已变`,
      `the event was sealed as number ${place + 1}: the order was changed`,
    );
  return atEvent(position, '事件已被改动', 'the event was changed');
};

/** Every further table that is made from the leaves, once those are right. */
export const comparedTables = (rebuilt: Rebuilt, stored: Stored): readonly Finding[] => [
  ...tileFindings(rebuilt, stored),
  ...leafTileFindings(rebuilt, stored),
];

const tileFindings = ({ leaves }: Rebuilt, { tiles, size }: Stored): readonly Finding[] => {
  const findings: Finding[] = [];
  const expected = new Set<string>();
  let level = leaves.slice(0, size);
  for (let number = 0; level.length > 0; number += 1) {
    for (let from = 0, index = 0; from < level.length; from += width, index += 1) {
      const name = `${number}/${index}`;
      expected.add(name);
      const bytes = Buffer.concat(level.slice(from, from + width));
      if (!tiles.get(name)?.equals(bytes))
        findings.push(elsewhere(`瓦片 ${name} 已被改动`, `tile ${name} was changed`));
    }
    const full = Math.floor(level.length / width);
    level = Array.from({ length: full }, (_, at) => treeHash(level, at * width, (at + 1) * width));
  }
  for (const name of tiles.keys())
    if (!expected.has(name))
      findings.push(elsewhere(`瓦片 ${name} 是多出的`, `tile ${name} was added`));
  return findings;
};

const leafTileFindings = (
  { leaves, positions }: Rebuilt,
  { leafTiles, size }: Stored,
): readonly Finding[] => {
  const findings: Finding[] = [];
  for (const { index } of leafTiles)
    if (index * width >= size)
      findings.push(elsewhere(`叶瓦片 ${index} 是多出的`, `leaf tile ${index} was added`));
  for (let index = 0; index * width < size; index += 1) {
    const [from, to] = [index * width, Math.min((index + 1) * width, size)];
    const tile = leafTiles.find((one) => one.index === index);
    const isRight =
      tile !== undefined &&
      tile.entries.length === (to - from) * hashBytes &&
      tile.positions.length === to - from &&
      leaves.slice(from, to).every((leaf, at) => {
        const entry = tile.entries.subarray(at * hashBytes, (at + 1) * hashBytes);
        return leafHash(entry).equals(leaf) && tile.positions[at] === positions[from + at];
      });
    if (!isRight)
      findings.push(
        elsewhere(
          `叶瓦片 ${index}（位置 ${positions[from]} 至 ${positions[to - 1]}）的条目或位置已被改动`,
          `entries or positions of leaf tile ${index} (positions ${positions[from]} to ` +
            `${positions[to - 1]}) were changed`,
        ),
      );
  }
  return findings;
};
