import type { PolicyDefinition } from '../policy/policy.definition.js';

/** The clocks of a pledge's life. */
export type PledgeClocks = {
  readonly releaseWorkingDays: number;
  readonly objectionNotifyDays: number;
  readonly objectionDays: number;
};

/** How many persons of a pledgee it takes. */
export type LenderControl = {
  readonly releaseByTwo: boolean;
  readonly enforcementByTwo: boolean;
};

/**
 * Clocks as PBOC Order 2021 No. 7 sets them for movables and rights: applied here by analogy, and
 * parameters because the order does not name data rights.
 */
export const pledgeClocksPolicy: PolicyDefinition<PledgeClocks> = {
  name: 'pledge-clocks',
  title: { zh: '质押期限', en: 'Clocks of pledges' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      releaseWorkingDays: {
        is: 'integer',
        min: 1,
        max: 250,
        about: '注销：working days after a demand within which the pledgee releases.',
      },
      objectionNotifyDays: {
        is: 'integer',
        min: 1,
        max: 365,
        about: '异议通知：calendar days within which the objector notifies the pledgee.',
      },
      objectionDays: {
        is: 'integer',
        min: 1,
        max: 365,
        about: '异议：calendar days within which suit or arbitration is filed, or it lapses.',
      },
    },
  },
  shipped: () => ({ releaseWorkingDays: 10, objectionNotifyDays: 7, objectionDays: 30 }),
};

/** Four eyes inside a lender: its own policy wins over the ledger's. */
export const lenderControlPolicy: PolicyDefinition<LenderControl> = {
  name: 'lender-control',
  title: { zh: '质权人内部复核', en: 'Four eyes of a pledgee' },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      releaseByTwo: {
        is: 'boolean',
        about: '解除双人复核：one person proposes a release, another one approves it.',
      },
      enforcementByTwo: {
        is: 'boolean',
        about: '实现质权双人复核：one person proposes an enforcement, another one approves it.',
      },
    },
  },
  shipped: () => ({ releaseByTwo: false, enforcementByTwo: true }),
};
