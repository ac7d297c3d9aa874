import type { PolicyDefinition } from '../policy/policy.definition.js';

/** When a lender is reminded, and from which fall of revenue on it is told. */
export type RiskTerms = {
  /** Days before something ends on which its lender is reminded. */
  readonly reminderDays: readonly number[];
  /** Whole months of revenue that are compared with as many before them. */
  readonly revenueMonths: number;
  /** Smallest fall, as a part of what was earned before, that is told; from 0 to 1. */
  readonly revenueFallMin: string;
};

/** No rule sets these figures: they are parameters, and each lender adopts its own. */
export const riskMonitorPolicy: PolicyDefinition<RiskTerms> = {
  name: 'risk-monitor',
  title: { zh: '风险监测参数', en: 'Parameters of the risk monitor' },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: true,
  shape: {
    is: 'object',
    members: {
      reminderDays: {
        is: 'list',
        of: { is: 'integer', min: 1, max: 730 },
        max: 10,
        about:
          '提前提醒：days before an appraisal, a certificate, a right or a registration ends ' +
          'on which its lender is reminded.',
      },
      revenueMonths: {
        is: 'integer',
        min: 1,
        max: 24,
        about: '收入比较期：whole months of revenue that are compared with as many before them.',
      },
      revenueFallMin: {
        is: 'text',
        max: 8,
        pattern: '^(?:0\\.[0-9]{1,6}|1(?:\\.0{1,6})?)$',
        about: '收入下降幅度：smallest fall of revenue that is told, as a part of what was earned.',
      },
    },
  },
  shipped: () => ({ reminderDays: [90, 30, 7], revenueMonths: 3, revenueFallMin: '0.3' }),
};
