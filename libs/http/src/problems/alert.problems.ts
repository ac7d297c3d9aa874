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
  watch_not_found: text(
    404,
    [
      '关注名单中没有该资产',
      '没有这项关注，或者它不是贵机构的，或者已移出名单。请核对标识后重试。',
    ],
    [
      'Not on the watch list',
      'There is no such watch, it is somebody else’s, or the asset is off the list. Check the id.',
    ],
  ),
} as const satisfies ProblemsOf<AlertRefusal>;
