import type { ValuationRefusal } from '@ledger/domain/valuation/valuation.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const valuationProblems = {
  valuation_not_found: {
    status: 404,
    zh: {
      title: '没有这个评估记录',
      detail: '没有这个评估记录，或者您无权查看。请核对标识后重试。',
    },
    en: {
      title: 'No such valuation',
      detail: 'There is no such valuation, or you may not see it. Check the id and try again.',
    },
  },
} as const satisfies ProblemsOf<ValuationRefusal>;
