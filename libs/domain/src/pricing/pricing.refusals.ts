/** The reasons for which plans and charges are refused. Stable for ever: part of the API. */
export type PricingRefusal =
  /** A member that the plan needs is missing, is none of its own, or cannot be. */
  | 'price_plan_invalid'
  /** The plan counts what the offer does not meter, or says twice how much may be used. */
  | 'price_plan_contradicts_metering'
  /** The price is still to be agreed. */
  | 'price_not_agreed'
  /** A contract that runs keeps its kind of plan; another kind needs another order. */
  | 'price_plan_kind_fixed'
  /** What is asked for is not how this order is paid. */
  | 'charge_not_by_plan'
  /** There is no such period, it has not ended yet, or it lies outside the licence. */
  | 'charge_period_unsound'
  /** There is no such charge. */
  | 'charge_not_found'
  /** More than is left of the charge. */
  | 'charge_credit_exceeds'
  /** A charge was not paid in time. */
  | 'charge_overdue';
