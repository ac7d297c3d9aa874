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
  /** This side has signed another contract. */
  | 'already_signed'
  /** The other side has signed another contract. */
  | 'contract_digest_differs'
  /** Once both have signed, or the order has ended, neither side can call it off. */
  | 'order_not_cancellable'
  /** News from the title that this order cannot have had: somebody must look. */
  | 'order_state_conflict';
