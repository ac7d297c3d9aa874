import type { OfferRefusal } from '@ledger/domain/offer/offer.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const offerProblems = {
  offer_not_found: {
    status: 404,
    zh: { title: '没有这个挂牌', detail: '没有这个挂牌，或者您无权查看。请核对标识后重试。' },
    en: {
      title: 'No such offer',
      detail: 'There is no such offer, or you may not see it. Check the id and try again.',
    },
  },
} as const satisfies ProblemsOf<OfferRefusal>;
