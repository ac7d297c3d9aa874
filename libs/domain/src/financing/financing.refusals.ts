/** Why a step of a facility is refused. */
export type FinancingRefusal =
  | 'financing_not_found'
  | 'financing_state_forbids'
  | 'financing_not_the_lender'
  | 'financing_not_the_borrower'
  | 'financing_collateral_missing'
  | 'financing_line_above_ratio'
  | 'financing_dates_invalid'
  | 'financing_amount_not_positive'
  | 'financing_offer_expired'
  | 'financing_repayment_above_balance'
  | 'financing_coverage_sufficient'
  | 'financing_margin_call_not_open'
  | 'financing_nothing_owed'
  | 'financing_balance_outstanding'
  /** No drawdown or repayment of this id. */
  | 'financing_payment_not_found'
  | 'financing_correction_not_found'
  /** Approved, rejected, or overtaken by another correction of the same payment. */
  | 'financing_correction_decided'
  /** Nothing would change. */
  | 'financing_correction_empty'
  /** More would have been repaid than was drawn. */
  | 'financing_correction_overpaid'
  | 'credit_line_too_wide';
