import type { Difference } from '@ledger/read-model/rebuild/comparison.js';
import type { RebuildOutcome, RebuildProgress } from '@ledger/read-model/rebuild/rebuild.js';
import type { Language } from './language.js';

const counted = (count: number): string => count.toLocaleString('en-US');

const states = {
  replaying: { en: 'replaying', zh: '重放' },
  comparing: { en: 'comparing', zh: '比对' },
  swapping: { en: 'swapping', zh: '切换' },
} as const;

/** How fast it goes and how long it will take. */
export interface Pace {
  readonly eventsPerSecond: number;
  readonly secondsLeft: number;
}

/** One line about how far it is; nothing for a state that is an end. */
export const progressLine = (
  { state, position, target, events }: RebuildProgress,
  { eventsPerSecond, secondsLeft }: Pace,
  language: Language,
): string | undefined => {
  if (!(state in states)) return undefined;
  const word = states[state as keyof typeof states][language];
  const percent = target === 0 ? 100 : Math.floor((100 * position) / target);
  const [done, pace] = [counted(events), counted(Math.round(eventsPerSecond))];
  const left = Math.ceil(secondsLeft);
  if (state !== 'replaying')
    return language === 'zh' ? `${word}，位置 ${position}` : `${word} at ${position}`;
  return language === 'zh'
    ? `${word} ${percent}%，位置 ${position} / ${target}，${done} 个事件，${pace} 个/秒，约剩 ${left} 秒`
    : `${word} ${percent}%, position ${position} of ${target}, ${done} events, ${pace}/s, ${left} s left`;
};

const kinds = {
  missing: { en: 'is missing in the live table', zh: '实时表中缺失' },
  surplus: { en: 'is in the live table only', zh: '仅见于实时表' },
  differs: { en: 'differs in', zh: '不一致的列：' },
} as const;

export const differenceLine = (
  { table, key, kind, columns }: Difference,
  language: Language,
): string => `  ${table} ${key} ${kinds[kind][language]} ${columns.join(', ')}`.trimEnd();

/** What came out of it. */
export const outcomeText = (
  name: string,
  { state, rows, events, differences, named, comparedAt }: RebuildOutcome,
  language: Language,
): string => {
  const isZh = language === 'zh';
  const lines = named.map((each) => differenceLine(each, language));
  const more = differences - named.length;
  if (more > 0) lines.push(isZh ? `  另有 ${counted(more)} 行` : `  and ${counted(more)} more`);
  const [all, replayed, apart] = [counted(rows), counted(events), counted(differences)];
  const proof = isZh
    ? `${name}：由 ${replayed} 个事件重建 ${all} 行；在位置 ${comparedAt} 比对，` +
      (differences === 0 ? '与实时表逐行一致。' : `${apart} 行不一致：`)
    : `${name}: ${all} rows made anew from ${replayed} events; compared at position ${comparedAt}, ` +
      (differences === 0 ? 'every row equals the live one.' : `${apart} rows differ:`);
  return [proof, ...lines, endings[state][language]].join('\n');
};

const endings = {
  swapped: { en: 'The rebuilt table is in place.', zh: '已切换为重建的表。' },
  equal: { en: 'The live table stayed.', zh: '保留实时表。' },
  different: {
    en: 'The live table stayed. To put the rebuilt one in its place, repeat with --swap.',
    zh: '保留实时表。如需换成重建的表，请加 --swap 再次运行。',
  },
} as const;

export const rebuildTexts = {
  usage: {
    en: (names: string) =>
      'npm run rebuild -- <name> [--swap | --check], or: npm run rebuild -- --outdated\n' +
      'Makes a read model anew beside the live one and compares them row by row. Where they are\n' +
      'equal the new one takes its place; --swap puts it there in any case, --check in none.\n' +
      '--outdated: all whose rows were made by another release, one after the other.\n' +
      `Exit code: 0 equal, 2 different, 1 failed, 130 cancelled.\n${names}`,
    zh: (names: string) =>
      'npm run rebuild -- <名称> [--swap | --check]，或：npm run rebuild -- --outdated\n' +
      '在实时读模型旁重建一份并逐行比对。一致时以新表替换；--swap 无论是否一致均替换，--check 只比对。\n' +
      '--outdated 逐一重建由其他版本写入行的全部读模型。\n' +
      `退出码：0 一致，2 不一致，1 失败，130 已取消。\n${names}`,
  },
  none: {
    en: 'The rows of all read models were made by the rules of this release.',
    zh: '全部读模型的行均按本版本的规则生成。',
  },
  unknown: {
    en: (name: string, names: string) => `There is no projection ${name}; there are: ${names}.`,
    zh: (name: string, names: string) => `没有名为 ${name} 的投影；可选：${names}。`,
  },
  opaque: {
    en: (name: string) =>
      `${name} does not make its tables from events alone, row by row: it cannot be rebuilt this way.`,
    zh: (name: string) => `${name} 的表并非仅由事件逐行折叠而成，不能以此方式重建。`,
  },
  underWay: {
    en: (name: string) => `${name} is being rebuilt by another process: wait for it, or end it.`,
    zh: (name: string) => `另一进程正在重建 ${name}：请等待其完成或先终止它。`,
  },
  busy: {
    en: (name: string) =>
      `The table of ${name} was in use all the time and could not be swapped: end long queries and repeat.`,
    zh: (name: string) => `${name} 的表持续被占用，无法切换：请结束长时间运行的查询后重试。`,
  },
  cancelled: {
    en: (name: string) => `Cancelled: the live table of ${name} is as it was.`,
    zh: (name: string) => `已取消：${name} 的实时表保持不变。`,
  },
} as const;
