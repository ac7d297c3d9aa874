import type { MarketRefusal } from '@ledger/domain/market/market.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const marketProblems = {
  market_span_wrong: {
    status: 400,
    zh: {
      title: '查询期间有误',
      detail: '自 {from} 至 {to}：起始月不得晚于截止月，且一次最多 {months} 个月。',
    },
    en: {
      title: 'The span is wrong',
      detail: 'From {from} to {to}: it must not end before it begins, nor exceed {months} months.',
    },
  },
} as const satisfies ProblemsOf<MarketRefusal>;
