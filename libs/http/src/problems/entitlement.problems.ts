import type { EntitlementRefusal } from '@ledger/domain/entitlement/entitlement.refusals.js';
import { text } from './problem-text.js';
import type { ProblemsOf } from './problem-text.js';

/** What the gate answers where a use may not go through. */
export const entitlementProblems = {
  not_the_licensee: text(
    403,
    ['使用方不是该交易的买方', '许可只及于买方本机构（可控可计量之“谁”）。'],
    ['Not the licensee', 'The licence is the buyer’s alone; this party is not the buyer.'],
  ),
  entitlement_not_active: text(
    403,
    ['该交易当前不授予使用权', '交易当前状态为 {state}；签约成立且许可生效后方可使用。'],
    [
      'The order gives no right to use now',
      'It is {state}; data may be used once the contract is made and the licence stands.',
    ],
  ),
  purpose_not_licensed: text(
    403,
    ['用途超出许可', '该许可购买时声明的用途为“{purpose}”。其他用途须另行交易。'],
    ['Not for this purpose', 'It was bought for “{purpose}”; another purpose needs another order.'],
  ),
  entitlement_not_started: text(
    403,
    ['许可尚未开始', '许可自 {from} 起可用。'],
    ['The licence has not begun', 'It begins on {from}.'],
  ),
  entitlement_expired: text(
    403,
    ['许可已到期', '许可的最后一日为 {until}。请停止交付；此后的使用将记录但不计费。'],
    [
      'The licence has ended',
      'Its last day was {until}. Stop delivery: later use is recorded, flagged and not billed.',
    ],
  ),
  quota_exhausted: text(
    403,
    ['许可用量已用尽', '已用 {used}，剩余 {remaining}，本次需 {wanted}。请停止交付或另行购买。'],
    [
      'The quota is exhausted',
      '{used} used, {remaining} left, {wanted} wanted. Stop delivery, or buy more.',
    ],
  ),
  balance_overdue: text(
    403,
    [
      '尾款逾期',
      '尾款应于 {until} 前付清；付清前不得使用，卖方可解除合同（《民法典》第五百六十三条）。',
    ],
    [
      'The balance of the price is overdue',
      'It was to be paid by {until}; until it is, the data is not used, and the seller may end the ' +
        'contract (Civil Code art. 563).',
    ],
  ),
  use_abroad_not_covered: text(
    403,
    [
      '境外使用没有有效的出境申报',
      '买方在境外，每次使用均为数据出境；卖方本年度的申报不足以支持。' +
        '卖方须先以本交易申报（POST /v1/exports；《网络数据安全管理条例》第三十五、三十七条）。',
    ],
    [
      'No declaration covers this use abroad',
      'The buyer is abroad, so each use is an export, and the seller’s declarations of this year do ' +
        'not carry it. The seller declares it for this order first (POST /v1/exports; ' +
        'Network Data Security Regulation art. 35, 37).',
    ],
  ),
} as const satisfies ProblemsOf<EntitlementRefusal>;
