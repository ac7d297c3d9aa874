import type { OrderRefusal } from '@ledger/domain/order/order.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What refusals answer that come after the placing: contract, performance, remedies. */
export const orderCourseProblems = {
  order_not_this_side: {
    status: 403,
    zh: { title: '应由另一方办理', detail: '该事项只能由 {only} 一方办理。' },
    en: {
      title: 'This is the other side’s to do',
      detail: 'Only the {only} of this order may do it.',
    },
  },
  order_state_forbids: {
    status: 409,
    zh: { title: '当前状态下不能办理', detail: '交易当前状态为 {state}。' },
    en: { title: 'Not in this state', detail: 'The order is {state}.' },
  },
  order_full: {
    status: 409,
    zh: {
      title: '该交易事项过多',
      detail: '该交易的记录已达上限，只能了结未了事项。请就后续事项新建交易。',
    },
    en: {
      title: 'Too much has happened to this order',
      detail: 'What is open can be brought to its end; place a new order for anything else.',
    },
  },
  order_terms_invalid: {
    status: 409,
    zh: {
      title: '合同条款不成立',
      detail: '请核对 {field}：价款不得为负，定金须大于零且不超过价款，期限为 1 至 3650 日。',
    },
    en: {
      title: 'The terms cannot be',
      detail:
        'Check {field}: a price is not negative, a deposit above zero and within the price, a period 1 to 3650 days.',
    },
  },
  order_terms_superseded: {
    status: 409,
    zh: {
      title: '条款已有新版本',
      detail: '当前为第 {termsVersion} 版，请核对后签署该版本（termsVersion）。',
    },
    en: {
      title: 'There are later terms',
      detail: 'Version {termsVersion} stands: read it and sign with that termsVersion.',
    },
  },
  order_amendment_not_found: {
    status: 404,
    zh: { title: '没有这项待定的变更', detail: '该变更不存在，或者已被新的提议取代或已了结。' },
    en: {
      title: 'No such amendment',
      detail: 'It is not there, was replaced by a later proposal, or is done with.',
    },
  },
  order_amendment_own: {
    status: 409,
    zh: { title: '不能同意自己提出的变更', detail: '请由另一方同意。' },
    en: { title: 'One’s own amendment', detail: 'The other side has to agree to it.' },
  },
  order_amendment_is_the_contract: {
    status: 409,
    zh: {
      title: '与现行合同为同一份',
      detail: '变更须以新的合同取代现行合同，请提供新合同的摘要。',
    },
    en: {
      title: 'That is the contract that stands',
      detail: 'An amendment puts another contract in its place: give the digest of the new one.',
    },
  },
  order_not_granted: {
    status: 409,
    zh: {
      title: '许可尚未在产权登记簿成立',
      detail:
        '许可在产权登记簿成立后方可付款和交付；转让的权利须付清价款并完成转移后方可交付。请稍候再试。',
    },
    en: {
      title: 'Not granted on the title yet',
      detail:
        'A licence that the title grants is paid for and delivered once it stands; a right that is ' +
        'sold is delivered once it is paid for and has moved. Try again shortly.',
    },
  },
  order_amount_not_positive: {
    status: 409,
    zh: { title: '金额须大于零', detail: '请填写大于零的金额。' },
    en: { title: 'The amount must be above zero', detail: 'Give an amount above zero.' },
  },
  order_overpaid: {
    status: 409,
    zh: { title: '超过应付金额', detail: '尚欠 {missing}，不能收取更多。' },
    en: { title: 'More than is due', detail: 'No more than {missing} is still due.' },
  },
  order_underfunded: {
    status: 409,
    zh: { title: '款项不足', detail: '还差 {missing}，到账后方可继续。' },
    en: {
      title: 'Not enough has been paid in',
      detail: '{missing} is still missing; go on once it has come in.',
    },
  },
  order_delivery_barred: {
    status: 409,
    zh: { title: '现在不能交付', detail: '产权、登记或挂牌状态不允许交付，原因见 obstacles。' },
    en: {
      title: 'Delivery is barred now',
      detail: 'Title, asset or offer do not allow it: obstacles says why.',
    },
  },
  order_delivery_not_found: {
    status: 404,
    zh: { title: '没有这一批交付', detail: '该交易没有第 {deliveryNo} 批交付。' },
    en: { title: 'No such delivery', detail: 'The order has no delivery number {deliveryNo}.' },
  },
  order_delivery_received: {
    status: 409,
    zh: { title: '该批交付已确认', detail: '第 {deliveryNo} 批已确认过收到的内容，不能更改。' },
    en: {
      title: 'The receipt was confirmed before',
      detail: 'What was received as delivery {deliveryNo} has been stated and does not change.',
    },
  },
  order_acceptance_over: {
    status: 409,
    zh: {
      title: '检验期限已过',
      detail: '检验期限至 {until}，逾期未通知视为符合约定（《民法典》第六百二十一条）。',
    },
    en: {
      title: 'The period of inspection is over',
      detail: 'It ended on {until}: no notice counts as conforming (Civil Code art. 621).',
    },
  },
  order_not_due: {
    status: 409,
    zh: { title: '期限尚未届满', detail: '期限至 {until}。' },
    en: { title: 'Not yet', detail: 'The period runs until {until}.' },
  },
  order_sharing_not_in_force: {
    status: 409,
    zh: { title: '收益分配协议在成交日未生效', detail: '请核对协议的生效日期。' },
    en: {
      title: 'The sharing agreement was not in force',
      detail: 'It had no version in force on the day of the sale.',
    },
  },
  order_shares_exceed_price: {
    status: 409,
    zh: { title: '分配超过价款', detail: '按协议分配后不足以支付税费，请更正分配协议后再结算。' },
    en: {
      title: 'The shares exceed the price',
      detail: 'After sharing too little is left for tax and fee.',
    },
  },
  order_after_sale_over: {
    status: 409,
    zh: { title: '售后期限已过', detail: '售后期限至 {until}。' },
    en: { title: 'After-sale is over', detail: 'It ended on {until}.' },
  },
  order_dispute_not_open: {
    status: 409,
    zh: { title: '没有这项未决争议', detail: '第 {disputeNo} 号争议不存在或已解决。' },
    en: {
      title: 'No such open dispute',
      detail: 'Dispute {disputeNo} is not there or is resolved.',
    },
  },
  order_dispute_of_the_other: {
    status: 403,
    zh: { title: '该争议由另一方提出', detail: '只能由提出方撤回。' },
    en: { title: 'The other side’s dispute', detail: 'Only who opened it takes it back.' },
  },
  order_refund_exceeds_price: {
    status: 409,
    zh: { title: '退款超过可退金额', detail: '部分退款须小于 {most}；全部退还请使用 full。' },
    en: {
      title: 'More than a part',
      detail: 'A part must be less than {most}; use full to give back all of it.',
    },
  },
  order_refunds_exhausted: {
    status: 409,
    zh: { title: '部分退款次数已用完', detail: '只能全部退还。' },
    en: { title: 'No more refunds in parts', detail: 'Only all of it can be given back now.' },
  },
  order_refund_not_open: {
    status: 409,
    zh: { title: '没有这项待证明的退款', detail: '第 {refundNo} 号退款不存在或已完成。' },
    en: {
      title: 'No such refund that waits',
      detail: 'Refund {refundNo} is not there or is done.',
    },
  },
  order_refund_stands: {
    status: 409,
    zh: {
      title: '该退款不能撤回',
      detail:
        '合同已终止的，由交易场所运营方裁定；权利已返还或主管机关有决定的，价款仍应按其退还。',
    },
    en: {
      title: 'This refund cannot be taken back',
      detail:
        'The contract has ended: the operator decides. The right is the seller’s again, or an ' +
        'authority has ordered it: what was paid goes back as that says.',
    },
  },
  order_transfer_pending: {
    status: 409,
    zh: {
      title: '权利正在转移',
      detail: '价款已付清，产权登记簿正在记载转移；此前不能解除、退款或变更。请稍候再试。',
    },
    en: {
      title: 'The right is moving',
      detail:
        'All of the price is there and the title is about to record the transfer: nothing is undone ' +
        'or changed meanwhile. Try again shortly.',
    },
  },
  order_right_not_returned: {
    status: 409,
    zh: {
      title: '权利尚未返还',
      detail: '退还全部价款前，买方须先将权利转回卖方（how 为 returnTransfer，以产权登记簿为准）。',
    },
    en: {
      title: 'The right has not been returned',
      detail:
        'Before all of the price goes back the buyer transfers the right back to the seller ' +
        '(how: returnTransfer; the title is the proof).',
    },
  },
  order_right_undecided: {
    status: 409,
    zh: {
      title: '权利归属未定',
      detail:
        '权利已转移给买方。依法终止须写明法律文书如何处理该权利（right）：returns 为先转回卖方、再退价款' +
        '（《民法典》第一百五十七条、第五百六十六条），stays 为权利不返还。',
    },
    en: {
      title: 'What becomes of the right is not said',
      detail:
        'The right has moved to the buyer. Say what the authority’s document decides of it (right): ' +
        'returns has it transferred back before the price goes back (Civil Code art. 157, 566), ' +
        'stays leaves it where it is.',
    },
  },
  order_document_missing: {
    status: 409,
    zh: { title: '缺少法律文书', detail: '依法终止须提供文书摘要（documentDigest）。' },
    en: {
      title: 'The document is missing',
      detail: 'Ending it by order needs the digest of the order (documentDigest).',
    },
  },
} as const satisfies Partial<ProblemsOf<OrderRefusal>>;
