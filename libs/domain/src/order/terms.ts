import type { OfferContent } from '../offer/offer.events.js';
import { agreedPrice } from '../settlement/price.js';
import {
  settlementPolicy,
  tradingPolicy,
  type SettlementTerms,
  type TradingTerms,
} from '../settlement/trading.policies.js';
import type { ContractTerms } from './contract.events.js';

const shippedTrading = tradingPolicy.shipped?.() as unknown as TradingTerms;
const shippedSettlement = settlementPolicy.shipped?.() as unknown as SettlementTerms;

/** Version 1 of an order's terms: the offer's own price, the periods of the trading policy. */
export const listedTerms = (
  { price, pricePlan }: Pick<OfferContent, 'price' | 'pricePlan'>,
  trading: TradingTerms = shippedTrading,
  { vatRate }: SettlementTerms = shippedSettlement,
): ContractTerms => {
  const { fundingDays, deliveryDays, acceptanceDays, afterSaleDays } = trading;
  return {
    price: agreedPrice(price.amount, price.vatIncluded, vatRate),
    ...(pricePlan && { plan: pricePlan }),
    fundingDays,
    deliveryDays,
    acceptanceDays,
    afterSaleDays,
  };
};
