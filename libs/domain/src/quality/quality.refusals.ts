/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type QualityRefusal =
  /** A score or weight is no decimal, or has too many decimals. */
  | 'quality_number_malformed'
  /** A score above 100. */
  | 'quality_score_out_of_range'
  /** The weights do not add up to exactly 1. */
  | 'quality_weights_not_one'
  /** The asset has ended, or was never taken: there is nothing to assess. */
  | 'quality_not_assessable'
  /** Nothing is assessed on a day to come. */
  | 'quality_assessed_in_future'
  /** The id stands for another assessment. */
  | 'quality_assessment_id_taken';
