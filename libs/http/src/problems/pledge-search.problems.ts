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
  pledgor_name_ambiguous: text(
    409,
    ['不止一个主体使用该名称', '名称“{name}”曾属于多个主体，请改以统一社会信用代码查询：{codes}。'],
    [
      'Several organisations had this name',
      'The name “{name}” was that of more than one: search by unified social credit code: {codes}.',
    ],
  ),
  pledge_search_ways_differ: text(
    409,
    ['所给的两项指向不同的对象', '{fields} 须指向同一对象。请核对，或只给其中一项。'],
    [
      'Two ways lead to different things',
      '{fields} must name the same thing. Check them, or give only one of the two.',
    ],
  ),
} as const satisfies ProblemsOf<PledgeSearchRefusal>;
