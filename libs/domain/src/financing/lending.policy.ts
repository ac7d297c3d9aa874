import type { PolicyDefinition } from '../policy/policy.definition.js';
import { millionths } from './coverage.js';

/** What a lender lends on: bounds for its offers, and the figures of pre-computed credit lines. */
export type LendingTerms = {
  readonly haircut: string;
  readonly ratioMax: string;
  readonly coverageMin: string;
};

const share = '^(?:0(?:\\.[0-9]{1,6})?|1(?:\\.0{1,6})?)$';

/**
 * No rule prescribes a ratio; the published cases lie at about one half of the appraised value, so
 * that is what is shipped, and each lender adopts its own.
 */
export const lendingPolicy: PolicyDefinition<LendingTerms> = {
  name: 'lending',
  title: { zh: '授信参数', en: 'Lending parameters' },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: true,
  shape: {
    is: 'object',
    members: {
      haircut: {
        is: 'text',
        max: 8,
        pattern: share,
        about: '折扣：part of an appraised value that is not counted, from 0 to 1.',
      },
      ratioMax: {
        is: 'text',
        max: 8,
        pattern: share,
        about: '质押率上限：largest part of the value after the haircut that is lent, 0 to 1.',
      },
      coverageMin: {
        is: 'text',
        max: 8,
        pattern: '^[0-9]{1,2}(?:\\.[0-9]{1,4})?$',
        about:
          '最低覆盖倍数：value after the haircut over balance, below which coverage is breached.',
      },
    },
  },
  moreFaults: ({ haircut }) =>
    millionths(haircut) === 1_000_000n ? [{ pointer: '/haircut', expected: 'less than 1' }] : [],
  shipped: () => ({ haircut: '0', ratioMax: '0.5', coverageMin: '1.2' }),
};
