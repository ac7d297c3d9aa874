import type { AlertRefusal } from '@ledger/domain/alert/alert.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const alertProblems = {
  alert_not_found: text(
    404,
    ['没有这条预警', '没有这条预警，或者它不是发给贵机构的。请核对标识后重试。'],
    [
      'No such alert',
      'There is no such alert, or it is addressed to somebody else. Check the id and try again.',
    ],
  ),
} as const satisfies ProblemsOf<AlertRefusal>;
