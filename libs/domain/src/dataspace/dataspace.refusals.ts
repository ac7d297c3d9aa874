/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type DataspaceRefusal =
  /** There is no such connector, or another organisation knows it. */
  | 'connector_not_found'
  /** There is no such negotiation, or the caller has no part in it. */
  | 'negotiation_not_found'
  /** The other side has begun another negotiation under this id. */
  | 'negotiation_pid_taken'
  /** The protocol does not allow this message in this state, or from this side. */
  | 'negotiation_state_forbids'
  /** The order that it is about does not allow it in its stage. */
  | 'negotiation_order_forbids'
  /** What is said follows from what is done on the order: act there. */
  | 'negotiation_follows_order'
  /** The agreement is another one than what was offered or asked for. */
  | 'negotiation_agreement_differs'
  /** So many offers have gone to and fro: accept or end it. */
  | 'negotiation_full'
  /** There is no such transfer, or the caller has no part in it. */
  | 'transfer_not_found'
  /** The other side has begun another transfer under this id. */
  | 'transfer_pid_taken'
  /** The protocol does not allow this message in this state, or from this side. */
  | 'transfer_state_forbids'
  /** There is no agreement of these two under this id that is in force. */
  | 'transfer_agreement_not_found'
  /** The order does not entitle the buyer: not paid, ended, or not begun. */
  | 'transfer_order_forbids'
  /** The data is not offered in this format, or it needs, or must not have, an address. */
  | 'transfer_format_unknown'
  /** It has been begun and stopped so often that it can only end. */
  | 'transfer_full'
  /** No data address has been told, or it is no longer kept. */
  | 'transfer_address_unknown'
  /** The offer is not in the catalogue, or another version of it stands there. */
  | 'dataspace_offer_unknown'
  /** The request asks for other terms than the offer's; only purpose and price may differ. */
  | 'dataspace_offer_differs'
  /** The offer allows several purposes: the request must say which. */
  | 'dataspace_purpose_needed'
  /** The amount is no price. */
  | 'dataspace_price_invalid'
  /** Nothing can be sent to this address. */
  | 'dataspace_address_refused';
