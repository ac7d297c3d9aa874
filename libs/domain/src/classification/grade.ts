import type { Grade } from '../asset/asset-description.js';

/** 核心 > 重要 > 敏感 > 其他一般 (金规〔2024〕24号 on top of GB/T 43697-2024). */
const ranks: Readonly<Record<Grade, number>> = { core: 4, important: 3, sensitive: 2, general: 1 };

/** Where a grade stands: the higher the number, the stricter. */
export const gradeRank = (grade: Grade): number => ranks[grade];

/** Whether `to` is stricter than `from`; where there was no grade, any of importance is. */
export const isRaise = (from: Grade | undefined, to: Grade): boolean =>
  gradeRank(to) > (from === undefined ? gradeRank('general') : gradeRank(from));

/** 就高从严: the strictest of several; `undefined` where none has one. */
export const highestGrade = (grades: readonly (Grade | undefined)[]): Grade | undefined =>
  grades.reduce<Grade | undefined>(
    (highest, grade) =>
      grade !== undefined && (highest === undefined || gradeRank(grade) > gradeRank(highest))
        ? grade
        : highest,
    undefined,
  );
