import type { PolicyDefinition } from '../policy/policy.definition.js';

/** How long money may be held for an order. */
export type WalletTerms = {
  readonly holdDaysDefault: number;
  readonly holdDaysMax: number;
};

/** No rule sets these: a month for a deposit that names no end, half a year at most. */
export const walletPolicy: PolicyDefinition<WalletTerms> = {
  name: 'wallet',
  title: { zh: '钱包冻结参数', en: 'Wallet holds' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      holdDaysDefault: {
        is: 'integer',
        min: 1,
        max: 366,
        about: '默认冻结期：days of 24 hours after which a hold lapses that names no end.',
      },
      holdDaysMax: {
        is: 'integer',
        min: 1,
        max: 366,
        about: '最长冻结期：days of 24 hours that a hold may last at most.',
      },
    },
  },
  moreFaults: ({ holdDaysDefault, holdDaysMax }) =>
    holdDaysDefault > holdDaysMax
      ? [{ pointer: '/holdDaysDefault', expected: 'at most holdDaysMax' }]
      : [],
  shipped: () => ({ holdDaysDefault: 30, holdDaysMax: 180 }),
};
