/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type SharingRefusal =
  /** There is no such agreement, or the caller has no part in it. */
  | 'sharing_not_found'
  /** Only the owner makes new versions. */
  | 'sharing_not_the_owner'
  /** The id is taken: a new agreement needs a new `Idempotency-Key`. */
  | 'sharing_already_agreed'
  /** Ratios that are not 1, an amount of nothing, bands that do not rise, a party named twice. */
  | 'sharing_terms_invalid'
  /** A version counts from tomorrow at the earliest, and after those before it; the first from today. */
  | 'sharing_not_prospective'
  /** A new agreement is needed: this one has as many versions, or sales in recovery, as fit. */
  | 'sharing_full';
