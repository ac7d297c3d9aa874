/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type OfferRefusal =
  /** There is no such offer, or it is another organisation's draft. */
  | 'offer_not_found'
  /** The id is taken: a new offer needs a new `Idempotency-Key`. */
  | 'offer_already_drafted'
  /** Only the seller changes his offer. */
  | 'not_the_seller'
  /** A price below zero. */
  | 'price_negative'
  /** A capped offer states how many licences it sells, and no other does. */
  | 'offer_cap_wrong'
  /** Only the right itself is transferred, whole or a share of it, without terms of use. */
  | 'offer_transfer_wrong'
  /** The licence would end before it begins. */
  | 'licence_term_reversed'
  /** The kind of the deal and the exclusivity of its terms say different things. */
  | 'deal_kind_contradicts_terms'
  /** It stands already, to another day. */
  | 'offer_already_listed'
  /** It has been taken down; a new offer is needed. */
  | 'offer_delisted'
  /** It does not stand, so it cannot be taken down. */
  | 'offer_not_standing'
  /** The last day of the listing has passed or lies beyond the licence's own. */
  | 'listing_until_out_of_range'
  /** The seller is no holder of the entry (or there is no such entry): nothing to sell. */
  | 'seller_holds_no_entry'
  /** Only an operation entry can be licensed (guide art. 3). */
  | 'entry_not_licensable'
  /** The holder has not authorised licensing for this offer on these terms, or it is suspended. */
  | 'licensing_not_open'
  /** The registration of the asset has ended, lapsed or is suspended. */
  | 'asset_not_in_force_for_trade'
  /** Core data follows state rules and is not traded here (网络数据安全管理条例 art. 63). */
  | 'core_data_not_tradable'
  /** Public data is usable, not visible (数据二十条): it is not handed over as it is. */
  | 'public_data_mode_barred'
  /** Personal data without a basis on record and not found anonymised (PIPL art. 13, 23). */
  | 'personal_basis_required'
  /** Data of this grade needs a compliance opinion. */
  | 'opinion_required'
  /** The last compliance opinion is negative. */
  | 'opinion_negative'
  /** The compliance opinion has run out. */
  | 'opinion_expired'
  /** The compliance opinion is on another edition of the data. */
  | 'opinion_of_another_edition'
  /** Data of this grade is assessed before it is provided (网络数据安全管理条例 art. 31). */
  | 'risk_assessment_required'
  /** Nobody assesses what he sells himself. */
  | 'assessor_is_the_seller'
  /** The assessor is no registered organisation. */
  | 'assessor_not_registered'
  /** The exchange has not admitted it for what its report is about, or no longer. */
  | 'assessor_not_admitted'
  /** Issued in the future, or valid until a day before it was issued. */
  | 'assessment_dates_wrong'
  /** A data API that no mode hands over as one. */
  | 'delivery_contradicts_product'
  /** The principal mode is missing among the modes, or one stands there twice. */
  | 'delivery_modes_inconsistent'
  /** A mode lacks what it needs, or states what is another's. */
  | 'delivery_terms_wrong'
  /** The data would tell of a time that ends before it begins. */
  | 'edition_vintage_reversed'
  /** The label names an earlier edition. */
  | 'edition_label_taken'
  /** What the holder's authorisation rests on is not revised. */
  | 'offer_members_fixed'
  /** The offer is not as the buyer has seen it. */
  | 'offer_has_changed'
  /** The offer does not come in this mode. */
  | 'delivery_mode_not_offered'
  /** Data of this grade is not sampled (policy `offer-samples`; core data never). */
  | 'sample_grade_barred'
  /** Personal data that no assessor has found anonymised is not sampled (PIPL art. 13). */
  | 'sample_of_personal_data'
  /** Public data that may not be handed over as a file is not sampled (数据二十条). */
  | 'sample_of_public_data'
  /** The seller has not declared that there is no personal information in it. */
  | 'sample_not_declared'
  /** More rows or bytes than a sample may have. */
  | 'sample_too_large'
  /** Records and fields do not go together, or two fields have one name. */
  | 'sample_records_uneven'
  /** A value that is not of its field's type. */
  | 'sample_value_of_other_type'
  /** Identity numbers, mobile numbers, bank cards or mail addresses (PIPL art. 4). */
  | 'sample_shows_personal_information'
  /** The operator has suspended it, and lists it again himself. */
  | 'offer_stopped'
  /** There is no sample. */
  | 'offer_sample_not_found';
