import type { FinancingRefusal } from '@ledger/domain/financing/financing.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const financingProblems = {
  financing_not_found: text(
    404,
    ['没有这笔融资', '没有这笔融资，或者它与贵机构无关。请核对标识。'],
    ['No such facility', 'There is none of this id, or your organisation is no side of it.'],
  ),
  financing_state_forbids: text(
    409,
    ['当前状态不允许此操作', '融资目前为 {status}，不能进行此操作。'],
    ['Its state does not allow this', 'The facility is {status}: this cannot be done now.'],
  ),
  financing_not_the_lender: text(
    403,
    ['只能由贷款人办理', '此操作由贷款人办理；贵机构是借款人。'],
    ['For the lender only', 'The lender does this; your organisation is the borrower.'],
  ),
  financing_not_the_borrower: text(
    403,
    ['只能由借款人办理', '此操作由借款人办理；贵机构是贷款人。'],
    ['For the borrower only', 'The borrower does this; your organisation is the lender.'],
  ),
  financing_collateral_missing: text(
    409,
    [
      '担保的权利不存在或不属于借款人',
      '借款人目前不持有这些数据产品经营权：{holdingIds}（只有经营权可以出质）。',
    ],
    [
      'The collateral is not the borrower’s',
      'The borrower does not hold these operation entries now: {holdingIds}.',
    ],
  ),
  financing_line_above_ratio: text(
    409,
    [
      '授信超出质押率',
      '按现行有效评估值与授信参数（折扣不低于 {haircut}、质押率不高于 {ratioMax}），授信最多 {largest} 元。',
    ],
    [
      'The line exceeds the ratio',
      'On appraisals valid now, with a haircut of at least {haircut} and a ratio of at most ' +
        '{ratioMax}, the line is at most {largest}.',
    ],
  ),
  financing_dates_invalid: text(
    409,
    ['日期不合要求', '日期 {until} 与 {after} 不相容：期限须在今日之后，已发生事项不得晚于今日。'],
    [
      'The dates do not fit',
      '{until} does not go with {after}: terms end after today, and what happened is not ahead.',
    ],
  ),
  financing_amount_not_positive: text(
    409,
    ['金额须为正', '金额 {amount} 不是正数。请填写大于零的金额。'],
    ['The amount must be positive', '{amount} is not above zero: give an amount that is.'],
  ),
  financing_offer_expired: text(
    409,
    ['要约已过期', '要约的承诺期限为 {openUntil}，已过。请贷款人重新报价。'],
    ['The offer has expired', 'It was open until {openUntil}. Ask the lender for another.'],
  ),
  financing_repayment_above_balance: text(
    409,
    ['还款超过余额', '本金余额为 {balance} 元；超过部分请记为利息，或核对金额。'],
    ['More than is owed', 'The principal owed is {balance}; record the rest as interest.'],
  ),
  financing_coverage_sufficient: text(
    409,
    ['覆盖倍数未跌破下限', '目前不能追加保证：担保覆盖未低于约定下限。'],
    ['Coverage is sufficient', 'No margin can be called: the coverage is not below the minimum.'],
  ),
  financing_margin_call_not_open: text(
    409,
    ['没有待补足的追加通知', '目前没有未了结的追加保证通知。'],
    ['No margin call is open', 'There is no margin call to cure.'],
  ),
  financing_nothing_owed: text(
    409,
    ['没有欠款', '余额为零，不能宣布违约。'],
    ['Nothing is owed', 'The balance is zero: there is nothing to default on.'],
  ),
  financing_balance_outstanding: text(
    409,
    ['尚有余额', '尚有本金 {balance} 元未还，不能了结。（《民法典》第三百九十三条）'],
    [
      'A balance is outstanding',
      '{balance} of principal is owed: it cannot be closed (Civil Code art. 393).',
    ],
  ),
  financing_payment_not_found: text(
    404,
    ['没有这笔放款或还款', '该融资没有标识为 {paymentId} 的放款或还款。请核对标识。'],
    ['No such payment', 'The facility has no drawdown or repayment {paymentId}: check the id.'],
  ),
  financing_correction_not_found: text(
    404,
    ['没有这项更正', '该融资没有标识为 {correctionId} 的更正申请。请核对标识。'],
    ['No such correction', 'No correction {correctionId} was proposed for this facility.'],
  ),
  financing_correction_decided: text(
    409,
    [
      '更正已有结论',
      '该项更正的状态为 {as}（approved 已核准，rejected 已驳回，overtaken 已被同一笔的其他更正取代）。',
    ],
    [
      'The correction is decided',
      'It was {as}. Overtaken means that another correction of the same payment was approved.',
    ],
  ),
  financing_correction_empty: text(
    409,
    ['没有可更正的内容', '更正后的内容与现有记载相同：{paymentId}。'],
    ['Nothing to correct', 'The payment {paymentId} says this already.'],
  ),
  financing_correction_overpaid: text(
    409,
    ['更正后还款将多于放款', '更正后还款将比放款多出 {overpaid} 元。请先更正相应的还款。'],
    [
      'More repaid than drawn',
      'Repayments would exceed drawdowns by {overpaid}: correct the repayments first.',
    ],
  ),
  credit_line_too_wide: text(
    409,
    ['资产过多', '该主体持有 {assets} 项以上资产，请逐项查询。'],
    ['Too many assets', 'The party holds more than {assets} assets: look at them one by one.'],
  ),
} as const satisfies ProblemsOf<FinancingRefusal>;
