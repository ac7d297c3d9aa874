import type { PolicyDefinition } from '../policy/policy.definition.js';

/** How an entity keeps its books. */
export type Bookkeeping = {
  /** Chart of accounts and statement format. */
  readonly enterprise: 'general' | 'financial';
  /** Whether what a fact calls for is posted at once, or waits for an accountant. */
  readonly facts: 'automatic' | 'accountant';
  /** Persons that a voucher takes where an accountant makes or posts it. */
  readonly persons: 1 | 2;
};

/**
 * Who posts (会计基础工作规范, 财会〔1996〕19号 art. 50: a voucher is signed by its preparer and its
 * reviewer; whether they must be two people is the entity's internal control).
 */
export const bookkeepingPolicy: PolicyDefinition<Bookkeeping> = {
  name: 'bookkeeping',
  title: { zh: '会计核算设置', en: 'Bookkeeping' },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: true,
  shape: {
    is: 'object',
    members: {
      enterprise: {
        is: 'oneOf',
        values: ['general', 'financial'],
        about: '报表格式：general or financial enterprise; chooses the chart of accounts.',
      },
      facts: {
        is: 'oneOf',
        values: ['automatic', 'accountant'],
        about: '账簿事实的凭证：posted automatically, or laid before an accountant.',
      },
      persons: {
        is: 'integer',
        min: 1,
        max: 2,
        about: '凭证经手人数：2 means that a person other than the preparer reviews it.',
      },
    },
  },
  shipped: () => ({ enterprise: 'general', facts: 'automatic', persons: 1 }),
};
