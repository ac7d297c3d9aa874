import type { PolicyDefinition } from '../policy/policy.definition.js';
import type { PolicyMember } from '../policy/policy.shape.js';
import { type PerDimension, sumsToOne } from './quality.score.js';

/** Weights for those who state none. */
export type QualityWeights = { readonly weights: PerDimension };

const weight = (about: string): PolicyMember => ({
  is: 'text',
  max: 6,
  pattern: '^(?:0(?:\\.[0-9]{1,4})?|1(?:\\.0{1,4})?)$',
  about,
});

/** Dimensions of GB/T 36344-2018; the standard gives no weights, so they are a parameter. */
export const qualityPolicy: PolicyDefinition<QualityWeights> = {
  name: 'quality',
  title: { zh: '数据质量评价权重', en: 'Weights of data quality' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      weights: {
        is: 'object',
        about: 'Part of each dimension in the score, from 0 to 1; they add up to exactly 1.',
        members: {
          standardisation: weight('规范性.'),
          completeness: weight('完整性.'),
          accuracy: weight('准确性.'),
          consistency: weight('一致性.'),
          timeliness: weight('时效性.'),
          accessibility: weight('可访问性.'),
        },
      },
    },
  },
  moreFaults: ({ weights }) =>
    sumsToOne(weights)
      ? []
      : [{ pointer: '/weights', expected: 'six weights that add up to exactly 1' }],
  shipped: () => ({
    weights: {
      standardisation: '0.15',
      completeness: '0.20',
      accuracy: '0.25',
      consistency: '0.15',
      timeliness: '0.15',
      accessibility: '0.10',
    },
  }),
};
