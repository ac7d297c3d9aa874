/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type AlertRefusal =
  /** No such alert, or one addressed to somebody else. */
  | 'alert_not_found'
  /** No such watch, one of somebody else, or the asset is not on the list. */
  | 'watch_not_found';
