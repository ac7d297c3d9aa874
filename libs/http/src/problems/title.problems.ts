import type { TitleRefusal } from '@ledger/domain/title/title.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const titleProblems = {
  title_not_found: {
    status: 404,
    zh: {
      title: '没有这个产权登记簿',
      detail: '没有这个产权登记簿，或者您无权查看。请核对标识后重试。',
    },
    en: {
      title: 'No such title',
      detail: 'There is no such title, or you may not see it. Check the id and try again.',
    },
  },
} as const satisfies ProblemsOf<TitleRefusal>;
