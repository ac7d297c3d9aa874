/** Why a search certificate is not there or not made. */
export type PledgeSearchRefusal =
  | 'pledge_search_not_found'
  | 'pledge_search_too_wide'
  | 'pledgor_name_ambiguous'
  /** Two ways to name one thing lead to two things. */
  | 'pledge_search_ways_differ';
