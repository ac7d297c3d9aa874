import type { PolicyDefinition } from '../policy/policy.definition.js';

/** How market data is published. */
export type MarketData = {
  /** Fewer deals than this in a group, and no price of it is told. */
  readonly dealsMin: number;
};

/**
 * The price of a deal is its parties' own business, so that only figures of several deals are told.
 * No rule sets how many: three is what statistical offices commonly ask for.
 */
export const marketDataPolicy: PolicyDefinition<MarketData> = {
  name: 'market-data',
  title: { zh: '市场数据发布', en: 'Publication of market data' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      dealsMin: {
        is: 'integer',
        min: 2,
        max: 100,
        about: '最少成交笔数：deals of a group below which no price of it is told.',
      },
    },
  },
  shipped: () => ({ dealsMin: 3 }),
};
