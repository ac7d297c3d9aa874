import type { PolicyDefinition } from '../policy/policy.definition.js';

/** How market data is published. */
export type MarketData = {
  /** Fewer deals, sellers or buyers than this in a group, and no price of it is told. */
  readonly dealsMin: number;
  /**
   * How many tenths of the distance between the quartiles outside of them a price is called an
   * outlier; absent: 15.
   */
  readonly fenceTenths?: number;
};

/** Tukey's figure, one and a half. */
export const fenceTenthsUsual = 15;

/**
 * The price of a deal is its parties' own business, so that only figures of several deals between
 * several parties are told. No rule sets how many: three is what statistical offices commonly ask for.
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
        about:
          '最少成交笔数（买方、卖方亦各不少于此数）：deals, and sellers, and buyers, of a group below ' +
          'which no price of it is told.',
      },
      fenceTenths: {
        is: 'integer',
        min: 5,
        max: 100,
        optional: true,
        about:
          '离群阈值（四分位距的十分之几）：tenths of the distance between the quartiles beyond which a ' +
          'price is an outlier; 15 where it is left out.',
      },
    },
  },
  shipped: () => ({ dealsMin: 3, fenceTenths: fenceTenthsUsual }),
};
