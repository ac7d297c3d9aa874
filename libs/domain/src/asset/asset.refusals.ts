/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type AssetRefusal =
  /** No such asset, or one that the caller may not see. */
  | 'asset_not_found'
  /** The applicant is no registered party. */
  | 'applicant_not_registered'
  /** A holder named in the rights statement is no registered party. */
  | 'holder_not_registered'
  /** A manager applies for his own organisation only. */
  | 'applicant_not_own_organisation'
  /** In-house: the register is kept by the holder itself. */
  | 'registrar_not_applicant'
  /** The id, or the applicant's own number, stands for another application. */
  | 'asset_already_submitted'
  /** The state does not allow the step; `possible` names those it allows. */
  | 'asset_step_not_possible'
  /** A field that the scheme requires is empty. */
  | 'application_field_missing'
  /** A field is beyond what any scheme stores. */
  | 'application_field_too_long'
  /** Not a section of GB/T 4754-2017, or a division outside its section. */
  | 'industry_unknown'
  /** Not a whole number of records or bytes. */
  | 'volume_malformed'
  /** A date that does not exist. */
  | 'date_invalid'
  /** The first day lies after the last. */
  | 'period_reversed'
  /** The rights statement has no line, or more than it may have. */
  | 'rights_count_invalid'
  /** Two lines of the rights statement have the same id. */
  | 'holding_id_repeated'
  /** The applicant is holder of no right. */
  | 'applicant_holds_no_right'
  /** A line names no holder, too many, or one twice. */
  | 'holders_invalid'
  /** Shares stand for some holders only, are no fractions, or do not add up to 1. */
  | 'shares_invalid'
  /** Nobody has an operation right in data gathered by automated means, guide art. 21. */
  | 'operation_right_not_for_automated_data'
  /** An operation right is stated without the digest of its proof. */
  | 'operation_right_proof_required'
  /** Not a SHA-256 in hex. */
  | 'proof_digest_malformed'
  /** The registrar keeps others' data only, guide art. 10. */
  | 'registrar_own_data'
  /** The organisation is no registrar under the scheme. */
  | 'registrar_not_designated'
  /** What was missing was told once; it is not told again, guide art. 17. */
  | 'application_returned_before'
  /** The applicant still has time to bring what the review asked for. */
  | 'supplement_awaited'
  /** The review asked for nothing, or it was brought: that is no ground, guide art. 18. */
  | 'supplement_not_missing'
  /** Registration comes after the last day of publicity. */
  | 'publicity_not_over'
  /** Objections during publicity were possible until its last day. */
  | 'publicity_over'
  /** An objection is not decided. */
  | 'objection_open'
  /** No objection of that number. */
  | 'objection_not_found'
  /** The applicant answered the objection otherwise before. */
  | 'objection_answered_before'
  /** The objection was decided otherwise. */
  | 'objection_decided'
  /** Not an outcome of that stage. */
  | 'objection_outcome_wrong'
  /** Nobody objects to his own application. */
  | 'objection_to_own'
  /** More objections than an asset takes. */
  | 'objections_too_many'
  /** The review is extended once, guide art. 28. */
  | 'review_extended_before'
  /** A term that is over cannot be extended any more. */
  | 'review_term_over'
  /** The agreement that the data came by is over. */
  | 'source_agreement_over'
  /** A change of where the data comes from is another registration, guide art. 35. */
  | 'change_of_source'
  /** A change or correction says another category, grade or origin than stands. */
  | 'label_is_graded'
  /** Renewal: from 6 months before expiry to the day before, guide art. 36. */
  | 'renewal_not_in_window'
  /** No change or renewal of that id waits for the registrar. */
  | 'request_not_found'
  /** Another cancellation waits for the title. */
  | 'cancellation_pending'
  /** Party and government organs' data from performing duties, guide art. 15. */
  | 'organ_data_not_registrable'
  /** Core data, guide art. 15, 22. */
  | 'core_data_not_registrable'
  /** Derived data names its registered sources, guide art. 20, 21. */
  | 'derived_sources_missing'
  /** A source is not registered, or not for the applicant to see. */
  | 'source_not_registered'
  /** An entrusted processor registers nothing unless agreed, guide art. 21. */
  | 'entrusted_processor_not_eligible'
  /** The other participants of a fusion have not consented to an operation right, guide art. 21. */
  | 'fusion_consent_missing'
  /** Products of authorised operation are registered on the public-data platform first, guide art. 15. */
  | 'public_platform_registration_required'
  /** A number was issued to this asset already. */
  | 'certificate_already_issued'
  /** The month's numbers are used up; the next month's can be drawn from its first day. */
  | 'certificate_serial_exhausted';
