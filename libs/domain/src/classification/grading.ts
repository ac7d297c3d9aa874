import type { Grade } from '../asset/asset.events.js';
import { gradeRank, highestGrade } from './grade.js';

/** 影响对象, GB/T 43697-2024. */
export const impactObjects = [
  'nationalSecurity',
  'economicOperation',
  'socialOrder',
  'publicInterest',
  'organisationRights',
  'individualRights',
] as const;
export type ImpactObject = (typeof impactObjects)[number];

/** 影响程度: 特别严重危害, 严重危害, 一般危害. */
export const harms = ['especiallySerious', 'serious', 'ordinary'] as const;
export type Harm = (typeof harms)[number];

/** What happens to one object of harm if one item is tampered with, destroyed, leaked or misused. */
export type GradedItem = {
  /** What of the data is looked at, e.g. a field or a data item. */
  readonly item: string;
  readonly object: ImpactObject;
  readonly harm: Harm;
  /** The institution itself calls it sensitive, e.g. 敏感个人信息 (PIPL art. 28). */
  readonly sensitive?: boolean;
};

/** The level of the national table; the split of 一般 is not in it. */
export type Level = 'core' | 'important' | 'general';

/** GB/T 43697-2024, level table: object of harm × degree of harm. */
const levels: Readonly<Record<ImpactObject, Readonly<Record<Harm, Level>>>> = {
  nationalSecurity: { especiallySerious: 'core', serious: 'core', ordinary: 'important' },
  economicOperation: { especiallySerious: 'core', serious: 'important', ordinary: 'general' },
  socialOrder: { especiallySerious: 'core', serious: 'important', ordinary: 'general' },
  publicInterest: { especiallySerious: 'core', serious: 'important', ordinary: 'general' },
  organisationRights: { especiallySerious: 'general', serious: 'general', ordinary: 'general' },
  individualRights: { especiallySerious: 'general', serious: 'general', ordinary: 'general' },
};

/**
 * 金规〔2024〕24号 splits 一般 into 敏感 and 其他一般 without a table, so the split is a parameter:
 * what of the general cells counts as sensitive. Results name the version.
 */
export const gradingPolicy = {
  version: 1,
  sensitive: [
    { object: 'economicOperation', harm: 'ordinary' },
    { object: 'socialOrder', harm: 'ordinary' },
    { object: 'publicInterest', harm: 'ordinary' },
    { object: 'organisationRights', harm: 'especiallySerious' },
    { object: 'organisationRights', harm: 'serious' },
    { object: 'individualRights', harm: 'especiallySerious' },
    { object: 'individualRights', harm: 'serious' },
  ],
} as const satisfies GradingPolicy;

export type GradingPolicy = {
  readonly version: number;
  readonly sensitive: readonly { readonly object: ImpactObject; readonly harm: Harm }[];
};

export type ItemGrade = GradedItem & {
  readonly level: Level;
  readonly grade: Grade;
  /** What made a general item sensitive; absent where the table alone decided. */
  readonly sensitiveBy?: 'policy' | 'institution';
  /** Whether the whole has this grade because of this item. */
  readonly decides: boolean;
};

export type Grading = {
  readonly grade: Grade;
  readonly items: readonly ItemGrade[];
  readonly policyVersion: number;
};

/** The level that the national table gives. */
export const levelOf = (object: ImpactObject, harm: Harm): Level => levels[object][harm];

/**
 * Grades a set of data: each item by the table, the whole as its strictest item (就高从严). There
 * is at least one item.
 */
export const gradeItems = (
  items: readonly [GradedItem, ...GradedItem[]],
  policy: GradingPolicy = gradingPolicy,
): Grading => {
  const graded = items.map((item) => gradeOf(item, policy));
  const grade = highestGrade(graded.map((item) => item.grade)) ?? 'general';
  return {
    grade,
    items: graded.map((item) => ({ ...item, decides: gradeRank(item.grade) === gradeRank(grade) })),
    policyVersion: policy.version,
  };
};

const gradeOf = (item: GradedItem, policy: GradingPolicy): Omit<ItemGrade, 'decides'> => {
  const level = levelOf(item.object, item.harm);
  if (level !== 'general') return { ...item, level, grade: level };
  if (item.sensitive === true) {
    return { ...item, level, grade: 'sensitive', sensitiveBy: 'institution' };
  }
  const byPolicy = policy.sensitive.some(
    ({ object, harm }) => object === item.object && harm === item.harm,
  );
  return byPolicy
    ? { ...item, level, grade: 'sensitive', sensitiveBy: 'policy' }
    : { ...item, level, grade: 'general' };
};
