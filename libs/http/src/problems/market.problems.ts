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
  market_comparables_few: {
    status: 409,
    zh: {
      title: '可比案例过少',
      detail:
        '符合条件的独立成交 {deals} 笔、卖方 {sellers} 家、买方 {buyers} 家，任一不足 {dealsMin} 时不提供单笔价格。',
    },
    en: {
      title: 'Too few comparable deals',
      detail:
        '{deals} deals at arm’s length of {sellers} sellers and {buyers} buyers fit; of fewer than {dealsMin} of each no single price is told.',
    },
  },
} as const satisfies ProblemsOf<MarketRefusal>;
