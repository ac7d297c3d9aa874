import type { DuplicateRefusal } from '@ledger/domain/fingerprint/duplicate.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const duplicateProblems = {
  duplicate_not_found: text(
    404,
    ['没有这个疑似重复', '该资产没有第 {duplicateNo} 号疑似重复，或者您无权查看。'],
    [
      'No such suspected duplicate',
      'The asset has no suspected duplicate {duplicateNo}, or you may not see it.',
    ],
  ),
  duplicate_already_resolved: text(
    409,
    ['该疑似重复已有结论', '第 {duplicateNo} 号的结论为 {decision}，限制已解除。'],
    [
      'The suspected duplicate was decided',
      'Number {duplicateNo} was found {decision} and its bar lifted.',
    ],
  ),
} as const satisfies ProblemsOf<DuplicateRefusal>;
