/** The reasons for which use is not recorded. A batch is recorded as a whole or not at all. */
export type UsageRefusal =
  /** Only the seller's delivery systems, or the operator's, meter the use of an order. */
  | 'not_the_metering_side'
  /** The order gives no right to use: there is nothing to meter. */
  | 'order_not_in_use'
  /** Two uses of one batch have one sequence number and say different things. */
  | 'usage_sequence_conflict'
  /** Negative without correcting anything, or a correction that takes nothing back. */
  | 'usage_quantity_unsound'
  /** Results are counted, and the use does not say whether it found one. */
  | 'usage_result_missing'
  /** Used later than now: the meter's clock is wrong. */
  | 'usage_in_the_future'
  /** Used longer ago than is taken in. */
  | 'usage_too_late'
  /** The use that is to be corrected has not been recorded: send it first. */
  | 'corrected_usage_not_found'
  /** It was corrected before, or is a correction itself. */
  | 'usage_already_corrected'
  /** More would be taken back than was recorded for its month. */
  | 'correction_exceeds_usage'
  /** Too many meters, or too many gaps in what they numbered. */
  | 'usage_too_scattered';
