/** Why a fact of a book is refused. Stable for ever: part of the API. */
export type BookRefusal =
  | 'book_not_found'
  /** The book's status does not have this fact. */
  | 'book_state_forbids'
  /** No room for more facts; what ends or corrects it still finds some. */
  | 'book_full'
  | 'book_date_in_future'
  /** The carrying amount was measured on a later day and rests on what was known then. */
  | 'book_fact_before_measurement'
  /** A measurement on that day would leave out amounts that are recorded for later days. */
  | 'book_later_facts'
  | 'book_amount_not_positive'
  /** The amounts by which it was paid do not add up to what was spent. */
  | 'book_settlement_not_balanced'
  | 'book_settlement_not_of_fact'
  /** The way of getting the data contradicts the column that the book was opened for. */
  | 'book_source_contradicts'
  /** Never part of the cost: training, overhead, maintenance, appraisal for a loan. */
  | 'book_component_not_cost'
  /** Spending after the asset is in use is an expense. */
  | 'book_cost_after_use'
  | 'book_conditions_incomplete'
  /** Spending after that day was recorded as research: the day cannot have been it. */
  | 'book_conditions_backdated'
  | 'book_conditions_recorded'
  | 'book_conditions_not_met'
  /** Own data being processed for sale cannot become an intangible asset. */
  | 'book_production_in_progress'
  | 'book_life_incomplete'
  | 'book_life_missing'
  | 'book_life_beyond_right'
  | 'book_residual_without_evidence'
  | 'book_change_reason_missing'
  | 'book_recoverable_missing'
  | 'book_not_impaired'
  | 'book_impairment_final'
  | 'book_not_below_cost'
  | 'book_no_provision_to_reverse'
  | 'book_reclassification_same'
  /** The organisation stood in the entity’s place from a later day on only. */
  | 'book_succeeded_later'
  /** A licence that leaves the data with the seller is service revenue, not a sale. */
  | 'book_control_not_transferred'
  | 'book_contract_cost_exceeded'
  | 'book_opening_not_first'
  | 'book_opening_not_first_day'
  | 'book_opening_unbalanced'
  | 'book_fact_not_found'
  | 'book_fact_not_reversible'
  /** Later facts rest on it: they are reversed first. */
  | 'book_reversal_blocked';
