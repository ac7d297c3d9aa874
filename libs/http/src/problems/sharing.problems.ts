import type { SharingRefusal } from '@ledger/domain/sharing/sharing.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const sharingProblems = {
  sharing_not_found: {
    status: 404,
    zh: {
      title: '没有这份收益分配协议',
      detail: '没有这份协议，或者您无权查看。请核对标识后重试。',
    },
    en: {
      title: 'No such sharing agreement',
      detail: 'It is not there, or you may not see it. Check the id and try again.',
    },
  },
  sharing_not_the_owner: {
    status: 403,
    zh: { title: '不是协议的发起方', detail: '只有发起方可以修订该协议。' },
    en: { title: 'Not the owner', detail: 'Only the owner makes new versions.' },
  },
  sharing_already_agreed: {
    status: 409,
    zh: { title: '协议标识已被使用', detail: '请为新的协议使用新的 Idempotency-Key。' },
    en: { title: 'The id is taken', detail: 'Use a new Idempotency-Key for a new agreement.' },
  },
  sharing_terms_invalid: {
    status: 409,
    zh: {
      title: '分配条款不成立',
      detail:
        '原因：{reason}。比例之和须恰为 1，金额须大于零，分档须递增且末档不封顶，同一层级每方只列一次。',
    },
    en: {
      title: 'The terms cannot be',
      detail:
        '{reason}: ratios sum to exactly 1, amounts are above zero, bands rise and the last is open, a party is named once in each.',
    },
  },
  sharing_not_prospective: {
    status: 409,
    zh: { title: '生效日期不能追溯', detail: '生效日期须晚于 {after}；首个版本可自当日起。' },
    en: {
      title: 'Not prospective',
      detail: 'It must begin after {after}; the first version may begin today.',
    },
  },
  sharing_full: {
    status: 409,
    zh: { title: '该协议的记录已达上限', detail: '请签订新的协议。' },
    en: { title: 'The agreement is full', detail: 'Make a new agreement.' },
  },
} as const satisfies ProblemsOf<SharingRefusal>;
