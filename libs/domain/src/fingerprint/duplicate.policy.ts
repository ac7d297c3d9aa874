import type { PolicyDefinition } from '../policy/policy.definition.js';

/** From where on two assets are taken for possible duplicates. */
export type DuplicateTerms = {
  readonly similarityPermilleMin: number;
  readonly candidatesMax: number;
};

/** Nobody prescribes how alike two assets are before somebody has to look. */
export const duplicatePolicy: PolicyDefinition<DuplicateTerms> = {
  name: 'duplicates',
  title: { zh: '重复登记识别', en: 'Noticing duplicates' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      similarityPermilleMin: {
        is: 'integer',
        min: 300,
        max: 1_000,
        about: '相似度阈值：estimated similarity in thousandths from which a pair is noticed.',
      },
      candidatesMax: {
        is: 'integer',
        min: 1,
        max: 1_000,
        about: '比对上限：assets that one is compared with, the most alike first; own ones apart.',
      },
    },
  },
  shipped: () => ({ similarityPermilleMin: 800, candidatesMax: 200 }),
};
