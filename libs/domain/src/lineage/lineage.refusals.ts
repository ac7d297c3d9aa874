/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type LineageRefusal =
  /** An asset would be, directly or at some depth, a source of itself; `path` says how. */
  | 'lineage_cycle'
  /** More ancestors than are followed. */
  | 'lineage_too_large'
  /** A source is no registered asset, or none that the caller may see. */
  | 'lineage_source_not_registered'
  /** A source is named twice. */
  | 'lineage_source_repeated'
  /** Sources change in this way only while the asset is registered. */
  | 'lineage_not_changeable'
  /** Another change of the sources is being checked. */
  | 'lineage_change_pending';
