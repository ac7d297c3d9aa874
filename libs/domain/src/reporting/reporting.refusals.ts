/** Why an export is refused. */
export type ReportingRefusal =
  /** Figures that must be the same are not; the obstacles name the rows. */
  'accounts_do_not_tie';
