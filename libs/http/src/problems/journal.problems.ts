import type { JournalRefusal } from '@ledger/domain/journal/journal.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of vouchers, periods and runs answer. */
export const journalProblems = {
  period_closed: text(
    409,
    ['会计期间已结账', '{month} 已结账，不再接受凭证；目前的开放期间为 {openMonth}。'],
    ['The period is closed', '{month} is closed; the open period is {openMonth}.'],
  ),
  period_not_begun: text(
    409,
    ['会计期间尚未开始', '{month} 尚未开始（今日为 {today}）。'],
    ['The period has not begun', '{month} lies ahead: today is {today}.'],
  ),
  earlier_period_open: text(
    409,
    ['以前期间尚未结账', '请先结账 {month}：会计期间按顺序结账。'],
    ['An earlier period is open', 'Close {month} first: periods are closed in their order.'],
  ),
  amortisation_outstanding: text(
    409,
    ['尚未计提摊销', '{month} 的摊销尚未计提，请先计提。（CAS 6 第十七条）'],
    ['Amortisation is outstanding', 'Run the amortisation of {month} first (CAS 6 art. 17).'],
  ),
  amortisation_running: text(
    409,
    ['摊销计提正在进行', '{month} 的摊销计提正在进行，请待其完成。'],
    ['A run is under way', 'The amortisation of {month} is being posted: wait for its end.'],
  ),
  amortisation_out_of_order: text(
    409,
    ['摊销已计提至以后期间', '摊销已计提至 {last}；补提差额请重新计提该月。'],
    ['A later month was run', 'The last run was of {last}: run that again, it posts what is owed.'],
  ),
  amortisation_run_not_found: text(
    404,
    ['没有这次摊销计提', '贵机构 {month} 没有摊销计提记录。'],
    ['No such run', 'Your organisation has no amortisation run of {month}.'],
  ),
  voucher_not_balanced: text(
    409,
    ['借贷不平衡', '借方合计 {debit}，贷方合计 {credit}。（《会计法》；借贷记账法）'],
    ['The voucher does not balance', 'Debits come to {debit}, credits to {credit}.'],
  ),
  voucher_amount_invalid: text(
    409,
    ['金额无效', '第 {line} 行金额 {amount} 应为正数；冲销请用红字凭证。'],
    ['The amount is invalid', 'Line {line} has {amount}: it must be above zero.'],
  ),
  voucher_account_unknown: text(
    409,
    ['科目不存在', '会计科目表中没有：{accounts}。'],
    ['No such account', 'The chart of accounts has no {accounts}.'],
  ),
  voucher_account_of_books: text(
    409,
    ['科目由账簿记账', '{accounts} 只随账簿的事实变动，不能手工记账。'],
    ['The account is kept by the books', '{accounts} move by the facts of books alone.'],
  ),
  voucher_movement_unknown: text(
    409,
    ['缺少披露表去向', '第 {line} 行须注明（且仅资产科目须注明）账簿与披露表项目。'],
    [
      'The movement is not known',
      'Line {line}: an asset account names its book and the row of the table, others do not.',
    ],
  ),
  voucher_date_in_future: text(
    409,
    ['日期晚于今日', '日期 {date} 晚于今日 {today}。'],
    ['The date lies ahead', '{date} is after today, {today}.'],
  ),
  voucher_not_found: text(
    404,
    ['没有这张凭证', '该期间没有第 {number} 号凭证。'],
    ['No such voucher', 'The journal of that month has no number {number}.'],
  ),
  voucher_rests_on_books: text(
    409,
    [
      '凭证来自账簿事实',
      '该凭证由账簿事实生成；请在账簿中冲销该事实（POST /v1/books/{bookId}/reversal），红字凭证随之生成。',
    ],
    [
      'The voucher rests on a book',
      'Take the fact back in its book (POST /v1/books/{bookId}/reversal): that posts the red voucher.',
    ],
  ),
  voucher_not_reversible: text(
    409,
    ['该凭证不能冲销', '第 {number} 号凭证为 {kind}，请另行记账。'],
    ['The voucher is not reversed', 'Number {number} is a {kind}: post another voucher.'],
  ),
  voucher_reversed_already: text(
    409,
    ['凭证已冲销', '第 {number} 号凭证已由红字凭证冲销。'],
    ['It was reversed already', 'A red voucher takes number {number} back already.'],
  ),
  voucher_draft_not_found: text(
    404,
    ['没有待审核凭证', '没有这张待审核凭证，或已审核。'],
    ['No such draft', 'No such voucher waits for a review.'],
  ),
  voucher_four_eyes_required: text(
    403,
    ['须由另一人审核', '制单与审核须为不同人员。（《会计基础工作规范》第五十条；本单位设置）'],
    ['Another person has to review it', 'Whoever prepared a voucher does not review it.'],
  ),
  drafts_waiting: text(
    409,
    ['有待审核凭证', '{month} 还有 {drafts} 张待审核凭证，须先审核。'],
    ['Drafts are waiting', '{drafts} vouchers of {month} wait for a review: decide them first.'],
  ),
  too_many_drafts: text(
    409,
    ['待审核凭证过多', '同一期间最多 {max} 张待审核凭证，请先审核。'],
    ['Too many drafts', 'At most {max} vouchers of a month wait for a review.'],
  ),
  journal_full: text(
    409,
    ['本期凭证已满', '{month} 的凭证数已达上限；请记入 {openMonth}。'],
    ['The journal is full', '{month} takes no more vouchers: post to {openMonth}.'],
  ),
  adjustment_period_over: text(
    409,
    [
      '年度调整期已结束',
      '{year} 年度报告已批准，不再调整；重大前期差错请作追溯重述。（CAS 28 第十二条）',
    ],
    [
      'The adjustment period is over',
      'The report of {year} is approved: restate a material error (CAS 28 art. 12).',
    ],
  ),
  report_approved: text(
    409,
    ['年度报告已批准', '{year} 年度报告已经批准。'],
    ['The report is approved', 'The report of {year} was approved already.'],
  ),
  report_not_ready: text(
    409,
    ['年度尚未结账', '批准 {year} 年度报告前须先结账 {month}。'],
    ['The year is not closed', 'Close {month} before the report of {year} is approved.'],
  ),
  restatement_before_approval: text(
    409,
    ['年度报告尚未批准', '{year} 年度报告尚未批准：请在年度调整期内调整，不作重述。'],
    [
      'The report is not approved',
      'The report of {year} can still be adjusted: nothing is restated.',
    ],
  ),
  restatement_outside_year: text(
    409,
    ['重述期间不在该年度', '{month} 不在 {year} 年度内。'],
    ['The month is outside the year', '{month} does not lie in {year}.'],
  ),
} as const satisfies ProblemsOf<JournalRefusal>;
