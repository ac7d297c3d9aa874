import type { WalletRefusal } from '@ledger/domain/wallet/wallet.refusals.js';
import { text } from './problem-text.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const walletProblems = {
  wallet_not_found: text(
    404,
    ['没有这个钱包', '没有这个钱包，或者您无权查看。请核对机构标识后重试。'],
    [
      'No such wallet',
      'There is no such wallet, or you may not see it. Check the party and try again.',
    ],
  ),
  wallet_amount_zero: text(
    409,
    ['金额须大于零', '请给出大于零的金额。'],
    ['The amount is zero', 'Give an amount above zero.'],
  ),
  wallet_funds_short: text(
    409,
    ['可用余额不足', '可用余额为 {available}，需 {wanted}。请先充值或释放冻结。'],
    [
      'Not enough is available',
      '{available} is available and {wanted} is wanted. Top up, or let a hold go.',
    ],
  ),
  wallet_holds_too_many: text(
    409,
    ['未结冻结过多', '一个钱包至多同时有 {holdsMax} 笔冻结。'],
    ['Too many open holds', 'A wallet takes at most {holdsMax} open holds.'],
  ),
  hold_without_order: text(
    409,
    ['没有可供冻结的交易', '该交易不属于此钱包的机构，或者已结束。'],
    ['No order to hold money for', 'The order is another buyer’s, or it has ended.'],
  ),
  hold_until_unsound: text(
    409,
    ['冻结期限不合规', '期限须晚于当前时间，且不晚于 {latest}。'],
    ['The hold’s end is unsound', 'It ends later than now and not later than {latest}.'],
  ),
  hold_not_found: text(
    404,
    ['没有这笔未结冻结', '没有这笔冻结，或者它已扣划、撤销或到期。'],
    [
      'No such open hold',
      'There is no such hold, or it has been captured, voided or has lapsed already.',
    ],
  ),
  hold_expired: text(
    409,
    ['冻结已到期', '冻结已于 {expiresAt} 到期，款项已释放。'],
    ['The hold has lapsed', 'It ended at {expiresAt}; the money is free again.'],
  ),
  hold_not_due: text(
    409,
    ['冻结尚未到期', '冻结于 {expiresAt} 到期。'],
    ['The hold has not lapsed', 'It ends at {expiresAt}.'],
  ),
  capture_exceeds_hold: text(
    409,
    ['扣划金额超过冻结余额', '该笔冻结尚余 {remaining}。'],
    ['More than is held', '{remaining} is still held.'],
  ),
} as const satisfies ProblemsOf<WalletRefusal>;
