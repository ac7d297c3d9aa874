import type { PricingRefusal } from '@ledger/domain/pricing/pricing.refusals.js';
import { text } from './problem-text.js';
import type { ProblemsOf } from './problem-text.js';

/** What is answered where a plan or a charge cannot be. */
export const pricingProblems = {
  price_plan_invalid: text(
    409,
    ['定价方案不成立', '方案“{kind}”的“{field}”缺失、多余或取值不当；每种方案只写自己的各项。'],
    [
      'The price plan cannot be',
      '`{field}` of the plan {kind} is missing, none of its own, or cannot be; each kind states its own members alone.',
    ],
  ),
  price_plan_contradicts_metering: text(
    409,
    [
      '定价方案与计量不符',
      '方案“{kind}”与以“{unit}”为单位的计量不符：查得计费须以 result 计量，按次须以其他单位计量，预付包不另设配额。',
    ],
    [
      'The plan does not fit the metering',
      'The plan {kind} does not go with units of {unit}: results are charged in units of `result`, use in any other, and a package has no quota beside its units.',
    ],
  ),
  price_not_agreed: text(
    409,
    ['价格尚未议定', '该挂牌为面议；请先由一方提出价格方案，双方再签署。'],
    [
      'The price is not agreed yet',
      'The offer is negotiated: one side proposes a plan first, then both sign.',
    ],
  ),
  price_plan_kind_fixed: text(
    409,
    ['履行中的合同不改变定价方式', '现方案为“{kind}”；可改价格与档次，改为“{wanted}”须另行下单。'],
    [
      'A running contract keeps its kind of plan',
      'It is {kind}: prices and tiers may change; {wanted}, or other periods, need another order.',
    ],
  ),
  charge_not_by_plan: text(
    409,
    ['该交易不按此方式计费', '该交易的定价方案为“{kind}”，与所请求的计费或申报不符。'],
    [
      'The order is not charged this way',
      'Its plan is {kind}, which does not go with what was asked for or declared.',
    ],
  ),
  charge_period_unsound: text(
    409,
    ['没有可计费的该期间', '自“{from}”起的期间不存在、尚未结束、不在许可期内，或申报不完整。'],
    [
      'No such period can be charged',
      'The period from “{from}” does not exist, is not over, lies outside the licence, or its declaration is incomplete.',
    ],
  ),
  charge_not_found: text(
    404,
    ['没有该笔费用', '该交易没有编号为 {chargeNo} 的应收费用。'],
    ['No such charge', 'The order has no charge of the number {chargeNo}.'],
  ),
  charge_credit_exceeds: text(
    409,
    ['冲减超过该笔费用', '第 {chargeNo} 笔费用尚余 {left} 元可冲减。'],
    ['More than is left of the charge', 'Of charge {chargeNo} CNY {left} is left to take back.'],
  ),
  charge_overdue: text(
    403,
    ['有逾期未付的费用', '第 {chargeNo} 笔费用应于 {payUntil} 前付清。付清前请停止交付。'],
    [
      'A charge is overdue',
      'Charge {chargeNo} was to be paid by {payUntil}. Stop delivery until it is.',
    ],
  ),
} as const satisfies ProblemsOf<PricingRefusal>;
