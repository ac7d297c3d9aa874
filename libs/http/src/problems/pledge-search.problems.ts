import type { PledgeSearchRefusal } from '@ledger/domain/pledge-search/pledge-search.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const pledgeSearchProblems = {
  pledge_search_not_found: text(
    404,
    ['没有这份查询证明', '没有这个编号的查询证明。请核对编号，包括末尾的校验字符。'],
    [
      'No such search certificate',
      'There is no certificate of this number. Check it, the characters at its end included.',
    ],
  ),
  pledge_search_too_wide: text(
    409,
    ['查询范围过大', '该出质人的质押涉及 {titles} 项以上资产，请改按资产逐项查询。'],
    [
      'The search is too wide',
      'The pledges of this pledgor are spread over more than {titles} assets: search by asset.',
    ],
  ),
} as const satisfies ProblemsOf<PledgeSearchRefusal>;
