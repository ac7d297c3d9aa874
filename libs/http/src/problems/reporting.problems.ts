import type { ReportingRefusal } from '@ledger/domain/reporting/reporting.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const reportingProblems = {
  accounts_do_not_tie: text(
    409,
    [
      '账表勾稽不符，不予导出',
      '有 {count} 处应当相等的金额不相等，见 obstacles 中的 differences（行、列、应有金额与实有金额）。' +
        '请更正凭证或台账后再导出；页面查询不受影响。',
    ],
    [
      'The accounts do not tie: nothing is exported',
      'There are {count} places where amounts that must be equal are not: see `differences` in ' +
        'obstacles (row, column, expected, found). Correct vouchers or books and export again; ' +
        'queries show the figures meanwhile.',
    ],
  ),
} as const satisfies ProblemsOf<ReportingRefusal>;
