import type { PolicyDefinition } from '../policy/policy.definition.js';

/** Persons whose information an exporter provides abroad in a calendar year (Shanghai). */
export type CrossBorderTerms = {
  /** Below: nothing to be done for information that is not sensitive. */
  readonly exemptBelow: number;
  /** From here on: a security assessment. Between: a standard contract or a certification. */
  readonly assessmentFrom: number;
  /** The same of sensitive information; there is nothing exempt. */
  readonly sensitiveAssessmentFrom: number;
};

/**
 * 《促进和规范数据跨境流动规定》 (CAC Order 16, in force since 2024-03-22). The middle and upper
 * thresholds are marked as from memory in the sheet, and free-trade zones may relax them: parameters.
 */
export const crossBorderPolicy: PolicyDefinition<CrossBorderTerms> = {
  name: 'cross-border',
  title: { zh: '数据出境门槛', en: 'Thresholds of data exports' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      exemptBelow: {
        is: 'integer',
        min: 0,
        max: 1_000_000_000,
        about: '免予门槛：persons since 1 January below which non-sensitive information is exempt.',
      },
      assessmentFrom: {
        is: 'integer',
        min: 0,
        max: 1_000_000_000,
        about: '安全评估门槛：persons since 1 January from which an export is assessed.',
      },
      sensitiveAssessmentFrom: {
        is: 'integer',
        min: 0,
        max: 1_000_000_000,
        about: '敏感个人信息安全评估门槛：the same of sensitive information.',
      },
    },
  },
  shipped: () => ({
    exemptBelow: 100_000,
    assessmentFrom: 1_000_000,
    sensitiveAssessmentFrom: 10_000,
  }),
};
