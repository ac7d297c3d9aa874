/**
 * The reasons for which the rules of this slice say no. Stable for ever: part of the API. A title
 * that is closed to an ordinary order answers `licensing_not_open`, as it does to an offer.
 */
export type OrderRefusal =
  /** There is no such order, or the caller is not one of its two sides. */
  | 'order_not_found'
  /** The id is taken: a new order needs a new `Idempotency-Key`. */
  | 'order_already_placed'
  /** Buyer and seller are one organisation. */
  | 'buyer_is_the_seller'
  /** The offer has been taken down. */
  | 'offer_not_listed'
  /** The offer's last day has passed. */
  | 'offer_expired'
  /** The licence's own last day has passed: nothing would be left to use. */
  | 'licence_term_over'
  /** The offer names purposes and the buyer's is not among them. */
  | 'purpose_outside_terms'
  /** Signatures are taken when the licence stands or is reserved, and before both are there. */
  | 'order_not_signable'
  /** The reservation's time is over: the title may already have released it. */
  | 'reservation_expired'
  /** The time to sign is over (Civil Code art. 481): the clock calls the order off. */
  | 'order_signing_over'
  /** This side has signed another contract. */
  | 'already_signed'
  /** The other side has signed another contract. */
  | 'contract_digest_differs'
  /** Once both have signed, or the order has ended, neither side can call it off. */
  | 'order_not_cancellable'
  /** News from the title that this order cannot have had: somebody must look. */
  | 'order_state_conflict'
  /** What must be known of both sides is not known (Data Security Law art. 33). */
  | 'order_identity_missing'
  /** This is the other side's to do. */
  | 'order_not_this_side'
  /** Not in this state. */
  | 'order_state_forbids'
  /** Too much has happened to begin something new. */
  | 'order_full'
  /** A price, deposit or period that cannot be. */
  | 'order_terms_invalid'
  /** There are later terms: they are the ones to sign. */
  | 'order_terms_superseded'
  /** There is no such proposal that waits. */
  | 'order_amendment_not_found'
  /** Who proposed it cannot agree to it. */
  | 'order_amendment_own'
  /** It has the digest of the contract that stands. */
  | 'order_amendment_is_the_contract'
  /** The title has not granted the licence, or recorded the transfer, that the order is about. */
  | 'order_not_granted'
  /** An amount above 0 is needed. */
  | 'order_amount_not_positive'
  /** More than is due. */
  | 'order_overpaid'
  /** Less has come in than is needed now. */
  | 'order_underfunded'
  /** Title, asset or offer forbid delivery now. */
  | 'order_delivery_barred'
  /** There is no such batch. */
  | 'order_delivery_not_found'
  /** The buyer has said what reached him. */
  | 'order_delivery_received'
  /** The period of inspection is over: silence has accepted (Civil Code art. 621). */
  | 'order_acceptance_over'
  /** The day for this has not come. */
  | 'order_not_due'
  /** The revenue-sharing agreement was not in force on the day of the sale. */
  | 'order_sharing_not_in_force'
  /** Shares, tax and fee are more than the price. */
  | 'order_shares_exceed_price'
  /** After-sale is over. */
  | 'order_after_sale_over'
  /** There is no such dispute that is open. */
  | 'order_dispute_not_open'
  /** Only who opened a dispute takes it back. */
  | 'order_dispute_of_the_other'
  /** A part must be less than what is left of the price. */
  | 'order_refund_exceeds_price'
  /** So many parts have been given back: what remains is all or nothing. */
  | 'order_refunds_exhausted'
  /** There is no such refund that waits for a proof. */
  | 'order_refund_not_open'
  /** The contract has ended, or the right is the seller's again: the refund waits for its proof. */
  | 'order_refund_stands'
  /** The right that was sold is paid for and moves: until the title has said so, nothing is undone. */
  | 'order_transfer_pending'
  /** Where all of the price goes back, the right that was sold goes back to the seller first. */
  | 'order_right_not_returned'
  /** An authority's order about a right that has moved says whether it returns to the seller. */
  | 'order_right_undecided'
  /** What goes abroad has no export declaration of this year (CAC Order 16; Regulation art. 35). */
  | 'order_export_undeclared'
  /** Important data goes abroad with its security assessment only (Regulation art. 37). */
  | 'order_export_unassessed'
  /** The declaration says that there is no personal information, and there is (PIPL art. 38). */
  | 'order_export_understated'
  /** An authority's order needs its document. */
  | 'order_document_missing';
