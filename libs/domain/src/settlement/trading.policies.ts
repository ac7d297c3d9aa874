import type { PolicyDefinition } from '../policy/policy.definition.js';
import { ratePattern, type RateText } from './price.js';

/** How an order runs: what must be known of its sides, and its clocks in calendar days. */
export type TradingTerms = {
  /** What must be known of both sides before an order is placed (Data Security Law art. 33). */
  readonly identity: 'recorded' | 'registered' | 'verified';
  /** Absent, as the two below: in versions of before there were these clocks. */
  readonly signingDays?: number;
  readonly fundingDays: number;
  readonly deliveryDays: number;
  readonly acceptanceDays: number;
  readonly cureDays: number;
  readonly balanceDays?: number;
  readonly proofDays?: number;
  readonly afterSaleDays: number;
};

/** What is taken out of a price when an order is settled. */
export type SettlementTerms = {
  readonly vatRate: RateText;
  readonly feeRate: RateText;
  readonly feeVatRate: RateText;
  readonly feeRefunded: boolean;
};

const days = (about: string) => ({ is: 'integer', min: 1, max: 3_650, about }) as const;
const clock = (about: string) => ({ ...days(about), optional: true }) as const;
const rate = (about: string) => ({ is: 'text', max: 8, pattern: ratePattern, about }) as const;

/**
 * No rule sets these clocks; contracts may agree others (Civil Code art. 620–623 leave the period of
 * inspection to the parties). A period that ends on a day off ends on the next working day.
 */
export const tradingPolicy: PolicyDefinition<TradingTerms> = {
  name: 'trading',
  title: { zh: '交易规则', en: 'Course of orders' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      identity: {
        is: 'oneOf',
        values: ['recorded', 'registered', 'verified'],
        about: '身份核验：what must be known of both sides before an order is placed.',
      },
      signingDays: clock('签约期限：days after an order or a counter-offer to sign it.'),
      fundingDays: days('付款期限：days after the contract to pay in what is due first.'),
      deliveryDays: days('交付期限：days after the payment to deliver all.'),
      acceptanceDays: days('验收期限：days after the last delivery; silence accepts.'),
      cureDays: days('补救期限：days after a rejection to deliver anew.'),
      balanceDays: clock('尾款期限：days after acceptance to pay what a deposit left open.'),
      proofDays: clock('删除证明期限：days to prove the end of use that a refund waits for.'),
      afterSaleDays: days('售后期限：days after settlement before the order is closed.'),
    },
  },
  shipped: () => ({
    identity: 'recorded',
    signingDays: 30,
    fundingDays: 10,
    deliveryDays: 30,
    acceptanceDays: 7,
    cureDays: 10,
    balanceDays: 10,
    proofDays: 10,
    afterSaleDays: 30,
  }),
};

/**
 * Information services are taxed at 6 % (the sheet marks it as unsure: a parameter). No fee is
 * shipped: an exchange adopts its own.
 */
export const settlementPolicy: PolicyDefinition<SettlementTerms> = {
  name: 'settlement',
  title: { zh: '结算参数', en: 'Settlement' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      vatRate: rate('增值税税率：rate of the supply, from 0 to 1.'),
      feeRate: rate('交易服务费率：part of the net price that the exchange keeps, VAT inside.'),
      feeVatRate: rate('服务费税率：rate of the exchange’s own service.'),
      feeRefunded: {
        is: 'boolean',
        about: '退款退费：whether the fee is given back with the price, in proportion.',
      },
    },
  },
  shipped: () => ({ vatRate: '0.06', feeRate: '0', feeVatRate: '0.06', feeRefunded: true }),
};
