import type { Grade } from '../asset/asset-description.js';
import type { InForce } from '../policy/in-force.js';
import { gradeRank, highestGrade } from './grade.js';
import type { GradingTable, Harm, ImpactObject, Level } from './grading.policy.js';

/** What happens to one object of harm if one item is tampered with, destroyed, leaked or misused. */
export type GradedItem = {
  /** What of the data is looked at, e.g. a field or a data item. */
  readonly item: string;
  readonly object: ImpactObject;
  readonly harm: Harm;
  /** The institution itself calls it sensitive, e.g. 敏感个人信息 (PIPL art. 28). */
  readonly sensitive?: boolean;
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

/**
 * Grades a set of data: each item by the table, the whole as its strictest item (就高从严). There
 * is at least one item.
 */
export const gradeItems = (
  items: readonly [GradedItem, ...GradedItem[]],
  { content: table, version: policyVersion }: InForce<GradingTable>,
): Grading => {
  const graded = items.map((item) => gradeOf(item, table));
  const grade = highestGrade(graded.map((item) => item.grade)) ?? 'general';
  return {
    grade,
    items: graded.map((item) => ({ ...item, decides: gradeRank(item.grade) === gradeRank(grade) })),
    policyVersion,
  };
};

const gradeOf = (
  item: GradedItem,
  { levels, sensitive }: GradingTable,
): Omit<ItemGrade, 'decides'> => {
  const level = levels[item.object][item.harm];
  if (level !== 'general') return { ...item, level, grade: level };
  if (item.sensitive === true) {
    return { ...item, level, grade: 'sensitive', sensitiveBy: 'institution' };
  }
  const byPolicy = sensitive.some(
    ({ object, harm }) => object === item.object && harm === item.harm,
  );
  return byPolicy
    ? { ...item, level, grade: 'sensitive', sensitiveBy: 'policy' }
    : { ...item, level, grade: 'general' };
};
