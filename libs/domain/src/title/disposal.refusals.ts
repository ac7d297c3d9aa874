/** Why a right is not moved, consented to, kept free, barred for longer or corrected. */
export type DisposalRefusal =
  /** The asset was cancelled: nothing new is opened in its title. */
  | 'title_closed'
  /** A transfer names nobody, too many, or somebody twice. */
  | 'transferees_invalid'
  /** Who is to have the right is no registered party. */
  | 'transferee_not_registered'
  /** Who is to have the grant is no registered party. */
  | 'grantee_not_registered'
  /** The registration has lapsed or rests: nothing new is given out of its rights. */
  | 'grant_asset_not_in_force'
  /** Core data: no right in it is registered or traded (guide art. 15, 22). */
  | 'core_data_not_disposable'
  /** A part of a share can only be told where the shares are stated. */
  | 'shares_not_stated'
  /** Nobody could say what would be left of the right. */
  | 'scope_not_divisible'
  | 'consent_not_found'
  /** Only who gave a consent takes it back. */
  | 'consent_of_another'
  /** A disposal has relied on it. */
  | 'consent_used'
  /** The entry has one holder only, or the consent says what is not the consenting party's to say. */
  | 'consent_not_needed'
  /** Another lender keeps the entry free for his registration. */
  | 'registration_reserved'
  /** The pledgor has not let this lender register pledges on the entry. */
  | 'lender_authorisation_missing'
  | 'registration_reservation_not_found'
  /** Only the lender who reserved gives it up. */
  | 'reservation_of_another'
  /** Over already, or longer than the policy allows. */
  | 'reservation_time_invalid'
  /** It was renewed as often as the policy allows. */
  | 'reservation_renewals_exhausted'
  /** The bar was lifted or its time is over: it is raised anew, in a new place. */
  | 'bar_over'
  /** The bar has no last day that could be put off. */
  | 'bar_unlimited'
  /** The freeze waits for another one; its term has not begun. */
  | 'bar_waiting'
  /** The registration has lapsed: there is no certificate on which a transfer is registered. */
  | 'transfer_asset_not_in_force'
  /** Nobody applied for a transfer of that id. */
  | 'transfer_application_not_found'
  /** The transfer was registered, turned down or withdrawn. */
  | 'transfer_application_decided'
  /** Only who is to have the right applies for it with the transferor, guide art. 34. */
  | 'not_the_transferee'
  /** Both sides apply for a transfer, guide art. 34. */
  | 'transfer_not_joined'
  | 'correction_not_found'
  /** The event named did not record what is to be corrected. */
  | 'correction_event_wrong'
  /** What the correction would change is not for a correction. */
  | 'correction_not_possible'
  /** The correction was approved or rejected before. */
  | 'correction_decided'
  /** Who proposes a correction does not decide on it. */
  | 'four_eyes_required';
