import type { BookRefusal } from '@ledger/domain/book/book.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What refusals of measurements and disposals of a book answer. */
export const bookMeasuringProblems = {
  book_life_incomplete: text(
    409,
    ['使用寿命的参数不齐', '{method} 缺少：{lacks}；不适用：{tooMuch}。'],
    ['The estimate is incomplete', '{method} lacks: {lacks}; and has no use for: {tooMuch}.'],
  ),
  book_life_missing: text(
    409,
    ['不是按工作量摊销', '只有按工作量法摊销的无形资产才记录使用量。'],
    ['Not amortised by units', 'Units are recorded of an asset that is amortised by use.'],
  ),
  book_life_beyond_right: text(
    409,
    [
      '寿命超过权利期限',
      '权利至 {rightUntil}；没有续期证据时寿命不能超过它（估计至 {until}）（CAS 6 应用指南）。',
    ],
    [
      'Life beyond the right',
      'The right ends on {rightUntil}; without evidence of renewal the life cannot go on (to ' +
        '{until}) (CAS 6 guidance).',
    ],
  ),
  book_residual_without_evidence: text(
    409,
    ['残值应视为零', '残值 {residual} 须有第三方承诺或活跃市场的证据（CAS 6 第十八条）。'],
    [
      'The residual value is zero',
      'A residual value of {residual} needs evidence: a commitment or an active market (CAS 6 ' +
        'art. 18).',
    ],
  ),
  book_change_reason_missing: text(
    409,
    ['须说明变更理由', '会计估计变更须说明内容和原因（CAS 28）。'],
    ['A change needs a reason', 'Say why the estimate changes (CAS 28).'],
  ),
  book_recoverable_missing: text(
    409,
    ['缺少可收回金额', '请提供公允价值减处置费用后的净额或预计未来现金流量的现值（CAS 8）。'],
    [
      'No recoverable amount',
      'Give the fair value less costs of disposal or the present value (CAS 8).',
    ],
  ),
  book_not_impaired: text(
    409,
    ['没有减值', '可收回金额 {recoverable} 不低于账面价值 {carrying}。'],
    ['Not impaired', 'The recoverable amount {recoverable} covers the carrying amount {carrying}.'],
  ),
  book_impairment_final: text(
    409,
    [
      '减值损失不得转回',
      '第 {version} 号事实（{on}）一经确认，以后会计期间不得转回（CAS 8 第十七条）。',
    ],
    [
      'An impairment is not reversed',
      'Fact {version} of {on} is not taken back in a later period (CAS 8 art. 17).',
    ],
  ),
  book_not_below_cost: text(
    409,
    ['无需计提跌价', '可变现净值 {netRealisableValue} 不低于账面价值 {carrying}。'],
    [
      'Nothing to write down',
      'The net realisable value {netRealisableValue} covers the carrying amount {carrying}.',
    ],
  ),
  book_no_provision_to_reverse: text(
    409,
    ['没有可转回的跌价准备', '已计提 {provision}，仍需 {needed}（CAS 1 第十九条）。'],
    ['No provision to reverse', 'Provided are {provision}, needed {needed} (CAS 1 art. 19).'],
  ),
  book_reclassification_same: text(
    409,
    ['类别没有变化', '账簿已经是 {to}。'],
    ['No change of class', 'The book is {to} already.'],
  ),
  book_control_not_transferred: text(
    409,
    ['控制权未转移', '数据仍由出售方持有的许可不是销售，请记为服务收入（CAS 14）。'],
    [
      'Control did not pass',
      'A licence that leaves the data with the seller is no sale: record service revenue (CAS 14).',
    ],
  ),
  book_contract_cost_exceeded: text(
    409,
    ['超过合同履约成本', '账簿的合同履约成本只有 {contractCost}。'],
    ['More than the contract cost', 'The book holds contract cost of {contractCost}.'],
  ),
} as const satisfies Partial<ProblemsOf<BookRefusal>>;
