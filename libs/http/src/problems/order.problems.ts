import type { OrderRefusal } from '@ledger/domain/order/order.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const orderProblems = {
  order_not_found: {
    status: 404,
    zh: { title: '没有这个交易', detail: '没有这个交易，或者您无权查看。请核对标识后重试。' },
    en: {
      title: 'No such order',
      detail: 'There is no such order, or you may not see it. Check the id and try again.',
    },
  },
} as const satisfies ProblemsOf<OrderRefusal>;
