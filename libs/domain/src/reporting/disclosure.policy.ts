import type { PolicyDefinition } from '../policy/policy.definition.js';

/** Numbers of the voluntary items (财会〔2023〕11号, 自愿披露), as the fact sheet counts them. */
const voluntaryItems = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;

/** What an entity discloses beyond what follows from its books. */
export type DisclosurePolicy = {
  /** Percent of the class's carrying amount from which a resource is individually significant. */
  readonly significantPercent: number;
  /** How the cost of inventory issued is found (CAS 1 art. 14). */
  readonly inventoryCosting: 'specific' | 'fifo' | 'monthlyAverage' | 'movingAverage';
  readonly texts: readonly {
    readonly item: (typeof voluntaryItems)[number];
    readonly zh: string;
    readonly en?: string;
  }[];
};

const shipped: DisclosurePolicy = {
  significantPercent: 10,
  inventoryCosting: 'specific',
  texts: [],
};

/** How an entity discloses its data resources; each adopts its own words. */
export const disclosurePolicy: PolicyDefinition<DisclosurePolicy> = {
  name: 'disclosure',
  title: { zh: '数据资源披露', en: 'Disclosure of data resources' },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: true,
  shape: {
    is: 'object',
    members: {
      significantPercent: {
        is: 'integer',
        min: 1,
        max: 100,
        about: '单项重大：percent of a class’s carrying amount from which a resource is named.',
      },
      inventoryCosting: {
        is: 'oneOf',
        values: ['specific', 'fifo', 'monthlyAverage', 'movingAverage'],
        about: '发出存货成本的计量方法：how the cost of inventory issued is found (CAS 1 art. 14).',
      },
      texts: {
        is: 'list',
        max: 40,
        about: '自愿披露：what the entity says of its own will, by the items of the Rules.',
        of: {
          is: 'object',
          members: {
            item: {
              is: 'oneOf',
              values: voluntaryItems,
              about: 'Number of the voluntary item, 1 to 8.',
            },
            zh: { is: 'text', max: 2_000, about: 'In Chinese.' },
            en: { is: 'text', max: 2_000, optional: true, about: 'In English.' },
          },
        },
      },
    },
  },
  shipped: () => shipped,
};
