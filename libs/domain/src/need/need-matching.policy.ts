import type { PolicyDefinition } from '../policy/policy.definition.js';

export const criteria = [
  'text',
  'category',
  'industry',
  'territory',
  'updateFrequency',
  'product',
  'delivery',
  'price',
  'quality',
  'rights',
  'term',
] as const;
/** By what an offer is compared with a need. */
export type Criterion = (typeof criteria)[number];

/** How much each criterion counts among those that a need states, and from where one is told. */
export type NeedMatching = {
  readonly weights: Readonly<Record<Criterion, number>>;
  /** Lowest score, 0 to 100, that is told to the owner of a need. */
  readonly scoreMin: number;
};

const weight = (about: string) => ({ is: 'integer', min: 0, max: 100, about }) as const;

/** No rule sets these figures; the score shows how each was reached. */
export const needMatchingPolicy: PolicyDefinition<NeedMatching> = {
  name: 'need-matching',
  title: { zh: '供需匹配', en: 'Matching of needs' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      weights: {
        is: 'object',
        about: '各项权重：how much each criterion counts among those that a need states.',
        members: {
          text: weight('文字：the need’s own words.'),
          category: weight('类别：category of the data.'),
          industry: weight('行业：industry of GB/T 4754.'),
          territory: weight('地域范围：scope of the data.'),
          updateFrequency: weight('更新频率：how often it is updated.'),
          product: weight('产品类型：type of product.'),
          delivery: weight('交付方式：mode of delivery.'),
          price: weight('价格：the ceiling.'),
          quality: weight('质量：the lowest score of quality.'),
          rights: weight('权利：what the buyer must be allowed to do.'),
          term: weight('期限：when he must be allowed to.'),
        },
      },
      scoreMin: {
        is: 'integer',
        min: 1,
        max: 100,
        about: '通知的最低分：lowest score that is told to the owner of a need.',
      },
    },
  },
  shipped: () => ({
    weights: {
      ...{ text: 40, category: 5, industry: 10, territory: 10, updateFrequency: 10, product: 10 },
      ...{ delivery: 10, price: 15, quality: 10, rights: 15, term: 10 },
    },
    scoreMin: 60,
  }),
};
