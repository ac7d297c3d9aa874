/** The reasons for which a month is not set off. Stable for ever: part of the API. */
export type NettingRefusal =
  /** The month has not ended. */
  | 'netting_month_open'
  /** A later month, or this one, was set off: what was open then was in it. */
  | 'netting_not_in_order'
  /** Nothing is owed in either direction. */
  | 'netting_nothing';
