/**
 * Parameters of classification. No law fixes how long a grade stands without another look, so it is
 * a parameter; an event that follows from it names the version.
 */
export const classificationPolicy = {
  version: 1,
  /** Months that a grading stands unless another last day is stated. */
  validityMonths: 12,
  /** The latest last day, in months from today. */
  validityMonthsMax: 36,
  /** Days before the last day from which re-grading is due. */
  dueDaysBefore: 30,
} as const;
