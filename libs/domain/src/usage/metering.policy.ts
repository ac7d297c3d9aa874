import type { PolicyDefinition } from '../policy/policy.definition.js';

/** Which instants of use are taken in. */
export type MeteringTerms = {
  readonly futureToleranceSeconds: number;
  readonly lateDaysMax: number;
};

/**
 * No rule sets these; a year and a month of lateness lets a contract's year be settled and audited
 * before its last corrections are shut out.
 */
export const meteringPolicy: PolicyDefinition<MeteringTerms> = {
  name: 'metering',
  title: { zh: '计量参数', en: 'Metering parameters' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      futureToleranceSeconds: {
        is: 'integer',
        min: 0,
        max: 3_600,
        about: '时钟容差：seconds by which a meter’s clock may be ahead of the ledger’s.',
      },
      lateDaysMax: {
        is: 'integer',
        min: 1,
        max: 1_000,
        about: '迟报上限：days after its use within which a use, or its correction, is taken in.',
      },
    },
  },
  shipped: () => ({ futureToleranceSeconds: 300, lateDaysMax: 400 }),
};
