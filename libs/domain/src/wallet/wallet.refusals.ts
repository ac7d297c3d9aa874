/** The reasons for which the rules of wallets say no. Stable for ever: part of the API. */
export type WalletRefusal =
  /** The wallet is another organisation's. */
  | 'wallet_not_found'
  /** An amount has to be more than nothing. */
  | 'wallet_amount_zero'
  /** Less is available than is to be held or paid out. */
  | 'wallet_funds_short'
  /** More holds are open than a wallet takes. */
  | 'wallet_holds_too_many'
  /** The order has ended or is another buyer's: it needs no money of this wallet. */
  | 'hold_without_order'
  /** A hold ends later than now and not later than the policy allows. */
  | 'hold_until_unsound'
  /** No such hold is open: unknown, or captured, voided or lapsed already. */
  | 'hold_not_found'
  /** Its time is over, whether or not that has been written down. */
  | 'hold_expired'
  /** The clock has not come to its end yet. */
  | 'hold_not_due'
  /** More is to be captured than is still held. */
  | 'capture_exceeds_hold';
