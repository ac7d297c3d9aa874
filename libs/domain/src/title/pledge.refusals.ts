/** The reasons for which the rules of a pledge's life say no. Part of `TitleRefusal`. */
export type PledgeRefusal =
  /** It is a claim that the pledgor has not confirmed. */
  | 'pledge_only_claimed'
  /** A new last day must be later than the present one. */
  | 'extension_not_later'
  /** The register named does not take pledges of such an object. */
  | 'registration_channel_wrong'
  /** A guarantee or scoring without a pledge leaves no pledge in the register. */
  | 'credit_enhancement_is_no_pledge'
  /** A change would harm pledgees that rank after it: they have to consent (art. 409, 422). */
  | 'juniors_must_consent'
  /** The asset's registration is over, suspended or not there: nothing new is secured by it. */
  | 'pledge_asset_not_in_force'
  /** The asset is core data. */
  | 'core_data_not_pledgeable'
  /** Nothing would change. */
  | 'amendment_empty'
  /** Only the claims of a maximum-amount pledge are fixed, and on the grounds of art. 423. */
  | 'claims_not_fixable'
  /** The claims are fixed: nothing new is secured. */
  | 'claims_fixed'
  /** Two standing pledges of one entry, the one that steps back before the other. */
  | 'subordination_not_possible'
  /** Who is to have the claim is no registered party. */
  | 'assignee_not_registered'
  /** The event named is no release of this pledge, or was corrected before. */
  | 'release_not_found'
  /** The pledgee states the amount; that nothing was fixed is said by who recorded it. */
  | 'fixing_of_another'
  /** Somebody acquired the right while the register showed it free of the pledge. */
  | 'pledged_right_moved'
  /** What is owed to the enforcing pledgee himself is not stated. */
  | 'claim_not_stated'
  /** Somebody's claim is stated twice, or he has no pledge that takes part. */
  | 'claim_of_nobody'
  | 'pledge_proposal_not_found'
  /** It was approved or rejected before. */
  | 'pledge_proposal_decided'
  | 'pledge_objection_not_found'
  /** Withdrawn, or lapsed because nobody went to court in time. */
  | 'pledge_objection_over';
