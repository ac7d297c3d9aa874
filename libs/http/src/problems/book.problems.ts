import type { BookRefusal } from '@ledger/domain/book/book.refusals.js';
import { bookMeasuringProblems } from './book-measuring.problems.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const bookProblems = {
  ...bookMeasuringProblems,
  book_not_found: text(
    404,
    ['没有这本账簿', '没有这本账簿，或者它属于另一会计主体。请核对标识。'],
    ['No such book', 'There is none of this id, or it is another entity’s.'],
  ),
  book_state_forbids: text(
    409,
    ['账簿当前状态不允许此操作', '账簿目前为 {status}，不能记录这一事实。'],
    ['The book’s state does not allow this', 'It is {status}: this cannot be recorded now.'],
  ),
  book_full: text(
    409,
    ['账簿已满', '账簿已有 {events} 个事实；请为新的批次另立账簿。'],
    ['The book is full', 'It has {events} facts: open another one for a new lot.'],
  ),
  book_date_in_future: text(
    409,
    ['日期在未来', '事实尚未发生：{on} 晚于今天（{today}）。'],
    ['The date lies in the future', 'It has not happened yet: {on} is after today ({today}).'],
  ),
  book_fact_before_measurement: text(
    409,
    [
      '早于最近一次计量',
      '账面价值已于 {measuredOn} 计量；改变金额的事实不能早于该日。如有差错，请先冲销该次计量。',
    ],
    [
      'Before the last measurement',
      'The carrying amount was measured on {measuredOn}: a fact before that day cannot change it. ' +
        'Reverse the measurement first where it was wrong.',
    ],
  ),
  book_later_facts: text(
    409,
    ['已有更晚的事实', '已记录 {changedOn} 的事实；不能以更早的 {on} 为计量日。'],
    ['Later facts are recorded', 'A fact of {changedOn} is known: nothing is measured as of {on}.'],
  ),
  book_succeeded_later: text(
    409,
    ['当日尚未承继', '贵机构在 {on} 尚未承继该主体；请填写合并或分立生效之日或之后的日期。'],
    [
      'The entity was not succeeded by then',
      'On {on} your organisation did not stand in its place: give the day of the merger or a later one.',
    ],
  ),
  book_amount_not_positive: text(
    409,
    ['金额须大于零', '金额 {amount} 不大于零。'],
    ['The amount must be above zero', '{amount} is not.'],
  ),
  book_settlement_not_balanced: text(
    409,
    ['结算合计不符', '结算金额合计 {found}，应为 {expected}（含税）。'],
    [
      'The settlement does not add up',
      'It adds up to {found} instead of {expected}, tax included.',
    ],
  ),
  book_settlement_not_of_fact: text(
    409,
    ['结算科目不适用', '此事实的对方科目不能是 {by}；可用：{choice}。'],
    ['No such settlement here', '{by} cannot stand on the other side; possible: {choice}.'],
  ),
  book_source_contradicts: text(
    409,
    ['与取得方式矛盾', '账簿的来源为 {source}，不能记录 {mode}；请为其另立账簿。'],
    ['Contradicts the source', 'The book is {source}: {mode} belongs in another book.'],
  ),
  book_component_not_cost: text(
    409,
    ['不构成成本', '{component} 不计入数据资源的成本，请按费用记录。'],
    ['Not part of the cost', '{component} is never part of the cost: record it as an expense.'],
  ),
  book_cost_after_use: text(
    409,
    ['已达到预定用途', '{availableOn} 起已可使用，其后的支出（{on}）计入当期损益（CAS 6）。'],
    [
      'In use already',
      'It has been available for use since {availableOn}: spending of {on} is an expense (CAS 6).',
    ],
  ),
  book_conditions_incomplete: text(
    409,
    ['五项条件须同时满足', '缺少：{missing}（CAS 6 第九条）。'],
    ['All five conditions are needed at once', 'Missing: {missing} (CAS 6 art. 9).'],
  ),
  book_conditions_backdated: text(
    409,
    [
      '资本化不得倒签',
      '{researchOn} 的支出仍按费用化记录，五项条件不可能在 {metOn} 已全部满足（CAS 6 第九条）。',
    ],
    [
      'Capitalisation is not backdated',
      'Spending of {researchOn} was still expensed: the conditions cannot all have been met on ' +
        '{metOn} (CAS 6 art. 9).',
    ],
  ),
  book_conditions_recorded: text(
    409,
    ['五项条件已记录', '已于 {metOn} 满足；记录有误请先冲销。'],
    ['The conditions are recorded', 'They were met on {metOn}; reverse that where it was wrong.'],
  ),
  book_conditions_not_met: text(
    409,
    ['尚不符合资本化条件', '{on} 的支出早于五项条件全部满足之日（{metOn}），应费用化。'],
    [
      'Not to be capitalised yet',
      'Spending of {on} lies before the day on which all five conditions were met ({metOn}): it ' +
        'is an expense.',
    ],
  ),
  book_production_in_progress: text(
    409,
    [
      '加工成本不能转为无形资产',
      '账簿有为出售而加工的生产成本；自行开发的无形资产只能来自符合条件的开发支出（CAS 6 第九条）。',
    ],
    [
      'Processing cost is not development',
      'The book holds production cost; an own intangible asset comes from qualifying development ' +
        'alone (CAS 6 art. 9).',
    ],
  ),
  book_opening_not_first: text(
    409,
    ['期初余额须为首个事实', '账簿已有第 {version} 号事实，不能再录入期初余额。'],
    ['An opening balance comes first', 'The book already has fact {version}.'],
  ),
  book_opening_not_first_day: text(
    409,
    ['期初余额须在月初', '{on} 不是某月的第一天。'],
    ['An opening balance begins a month', '{on} is not the first day of one.'],
  ),
  book_opening_unbalanced: text(
    409,
    ['期初余额不成立', '原值 {cost}、摊销 {amortised}、减值或跌价 {impaired} 不能同时成立。'],
    [
      'The opening balance cannot be',
      'Cost {cost}, amortisation {amortised} and impairment {impaired} do not go together.',
    ],
  ),
  book_fact_not_found: text(
    409,
    ['没有这一事实', '账簿没有第 {version} 号事实。'],
    ['No such fact', 'The book has no fact {version}.'],
  ),
  book_fact_not_reversible: text(
    409,
    ['不能冲销', '第 {version} 号事实（{type}）不能冲销。'],
    ['Cannot be reversed', 'Fact {version} ({type}) cannot be reversed.'],
  ),
  book_reversal_blocked: text(
    409,
    ['有后续事实以其为基础', '请先冲销：{versions}。'],
    ['Later facts rest on it', 'Reverse these first: {versions}.'],
  ),
} as const satisfies ProblemsOf<BookRefusal>;
