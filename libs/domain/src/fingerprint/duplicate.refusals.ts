/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type DuplicateRefusal =
  /** The asset has no suspected duplicate of that number, or the caller may not see the asset. */
  | 'duplicate_not_found'
  /** It was decided already, otherwise. */
  | 'duplicate_already_resolved';
