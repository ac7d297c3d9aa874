import type { PolicyDefinition } from '../policy/policy.definition.js';

/** What a report may be about: the opinion itself, and the findings that may come with it. */
export const assessedMatters = ['opinion', 'riskAssessment', 'anonymisation'] as const;
export type AssessedMatter = (typeof assessedMatters)[number];

/** What an organisation's reports count for, and how long it is admitted. */
export type AssessorAdmission = {
  readonly matters: readonly AssessedMatter[];
  /** Inclusive last day (Shanghai); absent: until it is ended. */
  readonly until?: string;
};

/**
 * A third-party service organisation (第三方服务机构) is admitted by the exchange, neither by itself nor by
 * the seller who pays it: an administrator of the ledger adopts its policy. Whoever has none is no
 * assessor.
 */
export const assessorPolicy: PolicyDefinition<AssessorAdmission> = {
  name: 'assessor',
  title: { zh: '合规评估机构', en: 'Admission of a compliance assessor' },
  of: 'party',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      matters: {
        is: 'list',
        of: { is: 'oneOf', values: assessedMatters },
        max: assessedMatters.length,
        about: '评估事项：what its reports count for; none: it is an assessor no longer.',
      },
      until: {
        is: 'date',
        optional: true,
        about:
          '准入截止日（含）：last day on which its reports are recorded; absent: until it is ended.',
      },
    },
  },
};
