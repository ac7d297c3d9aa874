import { comparedTables, comparedWithLeaves } from './compare.js';
import type { Finding } from './finding.js';
import { atEvent, elsewhere } from './finding.js';
import type { SignedCheckpoint } from './note.js';
import { isAsSigned, isSigned, parseSignedCheckpoint } from './note.js';
import { comparedPages } from './pages.js';
import type { Rebuilt } from './rebuild.js';
import { rebuild } from './rebuild.js';
import type { Source, Stored } from './sources.js';

/** What a log is held against. */
export interface Trusted {
  /** Signed checkpoints kept outside, at least one; all of one origin. */
  readonly checkpoints: readonly string[];
  /** Verifier keys known from outside; empty: those that are published with the log. */
  readonly keys: readonly string[];
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** Events read. */
  readonly events: number;
  readonly origin: string;
  /** Checkpoints compared, those of the database included. */
  readonly checkpoints: number;
  /** False when the keys came from what is being verified. */
  readonly hasKeysFromOutside: boolean;
  /** Kept checkpoints that only other keys have signed, of those published with them. */
  readonly byOtherKeys: number;
}

/** Rebuilds everything from the events and says what is not as it was sealed. */
export const verifyLog = async (source: Source, trusted: Trusted): Promise<Verdict> => {
  const given = trusted.checkpoints.map(parseSignedCheckpoint);
  const [first] = given;
  if (first === undefined) throw new Error('Verifying needs a checkpoint kept outside.');
  const { origin } = first;
  if (given.some((one) => one.origin !== origin))
    throw new Error('The checkpoints are of different logs.');
  const stored = await source.stored(origin);
  const keys = trusted.keys.length > 0 ? trusted.keys : (stored?.keys ?? []);
  if (keys.length === 0) throw new Error('Name the verifier key of the log: --key or --keys.');
  const kept = judged(stored, keys, given);
  const bySize = (checkpoints: readonly SignedCheckpoint[]) =>
    [...checkpoints].sort((a, b) => a.size - b.size);
  const relied = bySize([...given, ...kept.sound]);
  const all = bySize([...relied, ...kept.others]);
  const sizes = new Set([...all.map(({ size }) => size), stored?.pagesSize ?? 0]);
  const rebuilt = await rebuild(source.events(), sizes, await source.sums());
  const findings = [
    ...given.filter((one) => !isSigned(one, keys)).map(unsigned),
    ...kept.findings,
    ...rebuilt.broken,
    ...(stored === undefined ? [] : againstStored(rebuilt, stored, relied)),
    ...againstCheckpoints(rebuilt, all),
    ...rebuilt.accounts,
  ];
  return {
    findings,
    events: rebuilt.leaves.length,
    origin,
    checkpoints: all.length,
    hasKeysFromOutside: trusted.keys.length > 0,
    byOtherKeys: kept.others.length,
  };
};

const unsigned = ({ size }: { readonly size: number }): Finding =>
  elsewhere(
    `${size} 条的检查点没有已知密钥的有效签名`,
    `the checkpoint of ${size} events has no valid signature of a known key`,
  );

/**
 * The checkpoints that were kept: those that can be relied on, those of other keys, as before or
 * after a rotation, which the log must lead to as well, and what is wrong.
 */
const judged = (
  stored: Stored | undefined,
  keys: readonly string[],
  given: readonly SignedCheckpoint[],
) => {
  const [sound, others]: [SignedCheckpoint[], SignedCheckpoint[]] = [[], []];
  const findings: Finding[] = [];
  const published = stored?.keys ?? [];
  for (const { size, note } of stored?.checkpoints ?? []) {
    const checkpoint = parsed(note);
    const known = [...keys, ...published];
    if (checkpoint?.size !== size || !isAsSigned(note, checkpoint, known))
      findings.push(changed(size));
    else if (isSigned(checkpoint, keys)) sound.push(checkpoint);
    else others.push(checkpoint);
  }
  const sizes = new Set(stored?.checkpoints.map(({ size }) => size));
  for (const { size } of stored === undefined ? [] : given)
    if (!sizes.has(size))
      findings.push(
        elsewhere(`没有保存 ${size} 条的检查点`, `no checkpoint of ${size} events is kept there`),
      );
  return { sound, others, findings };
};

const changed = (size: number): Finding =>
  elsewhere(`所保存的 ${size} 条的检查点已被改动`, `the stored checkpoint of ${size} was changed`);

const parsed = (note: string): SignedCheckpoint | undefined => {
  try {
    return parseSignedCheckpoint(note);
  } catch {
    return undefined;
  }
};

/** The first checkpoint that the log does not lead to bounds where it was changed. */
const againstCheckpoints = (
  { roots, positions }: Rebuilt,
  all: readonly SignedCheckpoint[],
): readonly Finding[] => {
  let good = 0;
  for (const { size, root, state } of all) {
    const own = roots.get(size);
    if (own?.tree.equals(root) === true && own.state.equals(state)) {
      good = size;
      continue;
    }
    const from = positions[good] ?? (positions.at(-1) ?? 0) + 1;
    if (own === undefined)
      return [
        atEvent(
          (positions.at(-1) ?? 0) + 1,
          `日志只有 ${positions.length} 条，而检查点为 ${size} 条：有事件被删除`,
          `the log has ${positions.length} events, the checkpoint ${size}: events were removed`,
        ),
      ];
    const to = positions[size - 1] ?? from;
    return [
      atEvent(
        from,
        `至位置 ${to} 之间有改动：与 ${size} 条的检查点不符`,
        `something was changed from here to position ${to}: not the checkpoint of ${size} events`,
      ),
    ];
  }
  return [];
};

/** Against tiles and pages, which name the very event; an export has none of them. */
const againstStored = (
  rebuilt: Rebuilt,
  stored: Stored,
  all: readonly SignedCheckpoint[],
): readonly Finding[] => {
  const authority = all.findLast(({ size }) => size <= stored.size);
  const events = authority === undefined ? [] : comparedWithLeaves(rebuilt, stored, authority);
  if (events.length > 0) return events;
  const state = rebuilt.roots.get(stored.pagesSize)?.state;
  return [
    ...comparedTables(rebuilt, stored),
    ...(state === undefined ? [] : comparedPages(stored.pages, state)),
  ];
};
