import { minorUnits } from '../money.js';
import { agreedPlan } from './charge.state.js';
import type { ContractEvent } from './contract.events.js';
import type { OrderEvent } from './order.events.js';
import type { PlacedOrder } from './placed-order.js';

const types: ReadonlySet<string> = new Set<ContractEvent['type']>([
  'TermsProposed',
  'OrderSigned',
  'OrderContracted',
  'AmendmentProposed',
  'ContractAmended',
  'AmendmentDeclined',
]);

export const isAgreement = (event: OrderEvent): event is ContractEvent => types.has(event.type);

/** The order after an event about what is agreed. */
export const agreedAfter = (order: PlacedOrder, { type, data }: ContractEvent): PlacedOrder => {
  switch (type) {
    case 'TermsProposed': {
      const { terms, termsVersion, signUntil } = data;
      const proposed = { ...order, terms, termsVersion, signed: {} };
      const due = minorUnits(terms.price.gross);
      return { ...proposed, due, ...(signUntil !== undefined && { signUntil }) };
    }
    case 'OrderSigned': {
      const { side, contractDigest, sharingId } = data;
      const signed = { ...order.signed, [side]: contractDigest };
      return { ...order, signed, ...(sharingId !== undefined && { sharingId }) };
    }
    case 'OrderContracted': {
      const { contractDigest: digest, on = '', fundingUntil, deliveryUntil } = data;
      const contract = { digest, on, ...(fundingUntil !== undefined && { fundingUntil }) };
      const stage = deliveryUntil === undefined ? 'contracted' : 'funded';
      return { ...order, stage, contract, ...(deliveryUntil !== undefined && { deliveryUntil }) };
    }
    case 'AmendmentProposed':
      return { ...order, amendment: data, amendments: data.amendmentNo };
    case 'ContractAmended': {
      const { amendment: _, ...rest } = order;
      const { terms, contractDigest: digest, deliveryUntil, fundingUntil, balanceUntil } = data;
      // What the price was reduced by before stays taken off, what was paid beyond it is given back.
      const change = minorUnits(terms.price.gross) - minorUnits(order.terms.price.gross);
      const due = order.due + change;
      const received = order.received > due ? due : order.received;
      const until = fundingUntil === undefined ? {} : { fundingUntil };
      const contract = { on: '', ...order.contract, digest, ...until };
      // Periods that have begun are charged as was agreed for them.
      const replaced = [
        ...order.charging.replaced,
        { until: data.on, plan: agreedPlan(order.terms) },
      ];
      const charging = { ...order.charging, replaced };
      const balance = balanceUntil === undefined ? {} : { balanceUntil };
      const amended = { ...rest, terms, contract, due, received, charging, ...balance };
      return deliveryUntil === undefined ? amended : { ...amended, stage: 'funded', deliveryUntil };
    }
    case 'AmendmentDeclined': {
      const { amendment: _, ...rest } = order;
      return rest;
    }
  }
};
