import type { Grade } from '../asset/asset-description.js';
import { gradeRank, highestGrade } from './grade.js';

interface Graded {
  readonly assetId: string;
  /** Absent: it has no grade. */
  readonly grade?: Grade | undefined;
}

/** A grading that may lie below some sources, for a reason that was stated. */
export interface Excepting {
  /** Inclusive last day of the grading, and of its exception. */
  readonly validUntil: string;
  /** The sources that the exception was made for, as they were graded then. */
  readonly excepted?: readonly Graded[];
}

/**
 * 就高从严: the strictest of the sources that no standing exception covers. An exception is for the
 * sources it was made for, as strict as they were then: neither for others nor for what became
 * stricter since, and not beyond the last day of the grading.
 */
export const gradeToTake = (
  sources: readonly Graded[],
  grading: Excepting | undefined,
  on: string,
): Grade | undefined => {
  const excepted = grading !== undefined && on <= grading.validUntil ? grading.excepted : undefined;
  const isExcepted = ({ assetId, grade }: Graded): boolean =>
    excepted?.some((one) => one.assetId === assetId && rank(one) >= rank({ assetId, grade })) ===
    true;
  return highestGrade(sources.filter((one) => !isExcepted(one)).map(({ grade }) => grade));
};

const rank = ({ grade = 'general' }: Graded): number => gradeRank(grade);
