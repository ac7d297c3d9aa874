/**
 * The reasons for which the rules of this slice say no. Stable for ever: part of the API. Whoever
 * has no business with the asset gets `asset_not_found`.
 */
export type ValuationRefusal =
  | 'valuation_not_found'
  /** The id is taken: a new record needs a new `Idempotency-Key`. */
  | 'valuation_already_recorded'
  /** A holder cannot appraise his own asset. */
  | 'appraiser_is_the_holder'
  /** The naming would end before it begins. */
  | 'naming_until_past'
  /** The holder's naming of the firm has ended, or the one who named it holds nothing any more. */
  | 'appraiser_naming_ended'
  /** The firm's report of this number stands on the asset already. */
  | 'report_number_taken'
  /** At least two people sign, each once (资产评估法 art. 27). */
  | 'two_signatories_needed'
  /** No live entry of the title is of a right that was valued. */
  | 'valued_right_not_on_title'
  /** An approach is there twice. */
  | 'approach_repeated'
  /** One approach only, and no reason for it (资产评估法 art. 26). */
  | 'second_approach_missing'
  /** Two approaches, and a reason why there is only one. */
  | 'single_approach_reason_contradicted'
  /** The model computes by another approach than the result is told for. */
  | 'model_of_another_approach'
  /** Only with the score of the quality assessment in it do the inputs turn out not to compute. */
  | 'valuation_inputs_unsound'
  /** The computation takes its quality from an assessment, and there is none. */
  | 'quality_not_assessed'
  /** The engine comes to another figure from the same inputs. */
  | 'value_differs_from_engine'
  /** The report is another firm's: only its own firm supersedes or withdraws it. */
  | 'valuation_of_another_firm'
  /** What comes in a report's place values the same day or a later one, and is another report. */
  | 'superseding_report_older'
  /** It was superseded or withdrawn before. */
  | 'valuation_already_ended'
  /** What a lender's figures are to rest on is valid today. */
  | 'appraisal_not_valid'
  /** A lender takes an operation right as security: the report values another. */
  | 'appraisal_of_another_right'
  /** The conclusion is not above zero, or a result is below. */
  | 'value_not_positive'
  /** The conclusion lies outside the results that it is drawn from. */
  | 'value_outside_results'
  /** A report cannot be older than the day it values. */
  | 'issued_before_base_date'
  | 'issued_in_future'
  /** Usable for at most a year from the base date, its own day included. */
  | 'validity_out_of_range';
