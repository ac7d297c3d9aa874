import type { NeedRefusal } from '@ledger/domain/need/need.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const needProblems = {
  need_not_found: {
    status: 404,
    zh: { title: '没有这个需求', detail: '没有这个需求，或者其主体未公开。请核对标识后重试。' },
    en: {
      title: 'No such need',
      detail: 'There is no such need, or its owner has not published it. Check the id.',
    },
  },
  need_already_stated: {
    status: 409,
    zh: { title: '需求标识已被使用', detail: '请为新的需求使用新的 Idempotency-Key。' },
    en: { title: 'The need’s id is taken', detail: 'Use a new Idempotency-Key for a new need.' },
  },
  need_over: {
    status: 409,
    zh: { title: '需求已结束', detail: '需求 {needId} 已关闭；请另提需求。' },
    en: { title: 'The need is closed', detail: 'Need {needId} is closed: state another one.' },
  },
  need_until_out_of_range: {
    status: 409,
    zh: {
      title: '需求的截止日不合适',
      detail: '截止日为 {until}；不得早于 {notBefore}，也不得晚于 {notAfter}。',
    },
    en: {
      title: 'The last day of the need is out of range',
      detail: '{until} is not between {notBefore} and {notAfter}.',
    },
  },
  need_term_reversed: {
    status: 409,
    zh: { title: '使用期限颠倒', detail: '期限自 {from} 开始，却于 {until} 结束。请改正。' },
    en: {
      title: 'The term ends before it begins',
      detail: 'It begins on {from} but ends on {until}. Correct the days.',
    },
  },
  need_publication_incomplete: {
    status: 409,
    zh: { title: '公开范围不完整', detail: '公开价格上限或主体时，须同时公开需求本身（need）。' },
    en: {
      title: 'The need itself is not published',
      detail: 'Ceiling and owner are published only together with `need`.',
    },
  },
  need_revised_too_often: {
    status: 409,
    zh: { title: '需求修改次数过多', detail: '至多修改 {most} 次；请关闭后另提需求。' },
    en: {
      title: 'The need was revised too often',
      detail: 'At most {most} revisions: close it and state another one.',
    },
  },
  need_match_not_found: {
    status: 404,
    zh: { title: '没有这个匹配', detail: '需求 {needId} 没有第 {matchNo} 号匹配。' },
    en: { title: 'No such match', detail: 'Need {needId} has no match number {matchNo}.' },
  },
} as const satisfies ProblemsOf<NeedRefusal>;
