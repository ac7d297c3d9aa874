/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type NeedRefusal =
  /** There is no such need, or its owner has not published it. */
  | 'need_not_found'
  /** The id is taken: a new need wants a new `Idempotency-Key`. */
  | 'need_already_stated'
  /** It is closed, or its last day has passed. */
  | 'need_over'
  /** The last day lies in the past or too far ahead. */
  | 'need_until_out_of_range'
  /** The days that are asked for end before they begin. */
  | 'need_term_reversed'
  /** More is published of a need that is itself not. */
  | 'need_publication_incomplete'
  /** Revised too often: a new need takes its place. */
  | 'need_revised_too_often'
  /** There is no such match. */
  | 'need_match_not_found';
