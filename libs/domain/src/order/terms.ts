import type { OfferContent } from '../offer/offer.events.js';
import { inForce } from '../policy/in-force.js';
import { shippedFrom } from '../policy/policy.definition.js';
import { agreedPrice } from '../settlement/price.js';
import {
  settlementPolicy,
  tradingPolicy,
  type SettlementTerms,
  type TradingTerms,
} from '../settlement/trading.policies.js';
import type { ContractTerms } from './contract.events.js';

const { content: shippedTrading } = inForce(tradingPolicy, shippedFrom);
const { content: shippedSettlement } = inForce(settlementPolicy, shippedFrom);

/** Version 1 of an order's terms: the offer's own price, the periods of the trading policy. */
export const listedTerms = (
  { price, pricePlan }: Pick<OfferContent, 'price' | 'pricePlan'>,
  trading: TradingTerms = shippedTrading,
  { vatRate }: SettlementTerms = shippedSettlement,
): ContractTerms => {
  const { signingDays, fundingDays, deliveryDays, acceptanceDays, afterSaleDays } = trading;
  const { balanceDays, proofDays } = trading;
  return {
    price: agreedPrice(price.amount, price.vatIncluded, vatRate),
    ...(pricePlan && { plan: pricePlan }),
    ...(signingDays !== undefined && { signingDays }),
    fundingDays,
    deliveryDays,
    acceptanceDays,
    ...(balanceDays !== undefined && { balanceDays }),
    ...(proofDays !== undefined && { proofDays }),
    afterSaleDays,
  };
};
