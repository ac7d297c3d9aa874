import type { PolicyDefinition } from '../policy/policy.definition.js';

/** For how long a grading stands. */
export type ClassificationTerms = {
  readonly validityMonths: number;
  readonly validityMonthsMax: number;
  readonly dueDaysBefore: number;
};

/** No law fixes how long a grade stands without another look (GB/T 43697-2024 annex J, 动态更新). */
export const classificationPolicy: PolicyDefinition<ClassificationTerms> = {
  name: 'classification',
  title: { zh: '分类分级有效期与复评', en: 'Validity of gradings' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      validityMonths: {
        is: 'integer',
        min: 1,
        max: 120,
        about: '有效期：months that a grading stands unless another last day is stated.',
      },
      validityMonthsMax: {
        is: 'integer',
        min: 1,
        max: 120,
        about: '最长有效期：the latest last day that may be stated, in months from today.',
      },
      dueDaysBefore: {
        is: 'integer',
        min: 0,
        max: 365,
        about: '复评提前期：days before the last day from which re-grading is due.',
      },
    },
  },
  moreFaults: ({ validityMonths, validityMonthsMax }) =>
    validityMonths <= validityMonthsMax
      ? []
      : [{ pointer: '/validityMonths', expected: 'no more than validityMonthsMax' }],
  shipped: () => ({ validityMonths: 12, validityMonthsMax: 36, dueDaysBefore: 30 }),
};
