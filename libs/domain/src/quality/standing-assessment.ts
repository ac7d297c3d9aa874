/** What tells when an assessment looked at the data. */
interface Assessed {
  readonly assessedOn: string;
}

/**
 * Whether an assessment stands in place of the one known: of the latest day, and of one day the one
 * recorded last. What is recorded later of an earlier day belongs to the history only.
 */
export const standsOver = (assessment: Assessed, known: Assessed | undefined): boolean =>
  known === undefined || assessment.assessedOn >= known.assessedOn;
