/** The reasons for which an export is not declared. Stable for ever: part of the API. */
export type CrossBorderRefusal =
  /** The day lies in the future or in another year than the counters. */
  | 'export_date_wrong'
  /** Important data leaves only after a security assessment (Regulation art. 37). */
  | 'export_important_unassessed'
  /** A basis for data without personal information, and there is some. */
  | 'export_basis_contradicts_data'
  /** With this export the year's persons need a stronger basis. */
  | 'export_basis_insufficient'
  /** A contract filed, a certificate, an assessment: its digest is kept with the declaration. */
  | 'export_document_required'
  /** There is no such declaration in that year of the organisation. */
  | 'export_not_found';
