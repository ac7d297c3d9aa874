/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type ClassificationRefusal =
  /** The asset has ended, or was never taken: there is nothing to classify. */
  | 'classification_not_possible'
  /** Derived data is graded below a source, and no exception is stated. */
  | 'grade_below_sources'
  /** The grade is less strict than what its items come to by the table of GB/T 43697-2024. */
  | 'grade_below_items'
  /** An exception is stated where the grade is not below any source. */
  | 'grade_exception_not_needed'
  /** Personal data without the basis of its handling (PIPL art. 13). */
  | 'personal_basis_missing'
  /** A basis for personal information where the data is not personal. */
  | 'personal_basis_contradicted'
  /** The last day lies before today or beyond what the policy allows. */
  | 'classification_validity_out_of_range';
