import type { ChargeGround } from '../order/charge.events.js';
import type { OrderEvent } from '../order/order.events.js';
import type { UsageUnit } from '../usage/metering.js';
import type { WalletEvent } from '../wallet/wallet.events.js';
import type { NettingEvent } from './netting.events.js';
import { type AccountKind, accountParts } from './posting.js';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Accounts as statements name them. */
const accountWords: Readonly<Record<AccountKind, Words>> = {
  custody: { zh: '银行存管', en: 'At the bank' },
  receivable: { zh: '应收款', en: 'Receivable' },
  due: { zh: '订单待付', en: 'Not yet paid in' },
  escrow: { zh: '订单托管', en: 'In escrow' },
  payable: { zh: '应付款', en: 'Payable' },
  share: { zh: '分成应付', en: 'Share of revenue' },
  payDown: { zh: '质权人应得', en: 'Pay-down to the pledgee' },
  deposit: { zh: '提存价款', en: 'Proceeds kept' },
  fee: { zh: '服务费', en: 'Fees' },
  tax: { zh: '增值税', en: 'VAT' },
  prepaid: { zh: '预付款', en: 'Prepaid' },
  held: { zh: '冻结款', en: 'Held' },
};

/** What an account is called, without whose it is. */
export const accountName = (id: string): Words => {
  const kind = accountParts(id)?.kind;
  return kind === undefined ? { zh: id, en: id } : accountWords[kind];
};

/** Facts that move money. */
type MovingOf<Event> = Event extends { readonly type: infer Type; readonly data: infer Data }
  ? 'postings' extends keyof Data
    ? Type
    : never
  : never;
type MovingEventType = MovingOf<OrderEvent | WalletEvent | NettingEvent>;

const movementWords: Readonly<Record<MovingEventType, Words>> = {
  OrderContracted: { zh: '成交', en: 'Contracted' },
  ContractAmended: { zh: '合同变更', en: 'Contract amended' },
  OrderFunded: { zh: '付款', en: 'Funded' },
  OrderSettled: { zh: '结算', en: 'Settled' },
  OrderCancelled: { zh: '撤销', en: 'Cancelled' },
  OrderTerminated: { zh: '终止', en: 'Terminated' },
  LicenceRefused: { zh: '许可被拒', en: 'Licence refused' },
  RefundPosted: { zh: '退款', en: 'Refund' },
  ChargePosted: { zh: '计费', en: 'Charge' },
  ChargesPaid: { zh: '费用支付', en: 'Charges paid' },
  ChargesSettled: { zh: '费用结算', en: 'Charges settled' },
  WalletCredited: { zh: '入金', en: 'Paid in' },
  WalletDebited: { zh: '出金', en: 'Paid out' },
  FundsHeld: { zh: '冻结', en: 'Held' },
  HoldCaptured: { zh: '扣划', en: 'Captured' },
  HoldVoided: { zh: '冻结撤销', en: 'Hold voided' },
  HoldLapsed: { zh: '冻结到期', en: 'Hold lapsed' },
  MonthNetted: { zh: '月末轧差', en: 'Month netted' },
};

const movements: ReadonlyMap<string, Words> = new Map(Object.entries(movementWords));

/** Why money moved, as statements say it; a fact that has no words by its own name. */
export const movementName = (eventType: string): Words =>
  movements.get(eventType) ?? { zh: eventType, en: eventType };

/** What is counted, as bills say it. */
export const unitWords: Readonly<Record<UsageUnit, Words>> = {
  call: { zh: '次', en: 'calls' },
  record: { zh: '条', en: 'records' },
  result: { zh: '次查得', en: 'results' },
  byte: { zh: '字节', en: 'bytes' },
  second: { zh: '秒', en: 'seconds' },
  task: { zh: '任务', en: 'tasks' },
};

/** What is charged for, as bills say it. */
export const chargeWords: Readonly<Record<ChargeGround, Words>> = {
  fee: { zh: '固定费', en: 'Fee' },
  use: { zh: '用量', en: 'Use' },
  results: { zh: '查得', en: 'Results' },
  package: { zh: '预付包', en: 'Package' },
  share: { zh: '收入分成', en: 'Share of revenue' },
  adjustment: { zh: '调整', en: 'Adjustment' },
};
