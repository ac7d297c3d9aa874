/** Why a use may not go through: the answers of the gate to delivery systems. */
export type EntitlementRefusal =
  /** The party that wants to use it is not the buyer of the order. */
  | 'not_the_licensee'
  /** The order gives no right to use: not contracted yet, or over. */
  | 'entitlement_not_active'
  /** Bought for another purpose. */
  | 'purpose_not_licensed'
  | 'entitlement_not_started'
  | 'entitlement_expired'
  /** The use would go beyond the quantity that the licence holds. */
  | 'quota_exhausted'
  /** What a deposit left open of the price is late. */
  | 'balance_overdue'
  /** The buyer is abroad, and no export declaration of the seller's year covers the use. */
  | 'use_abroad_not_covered';
