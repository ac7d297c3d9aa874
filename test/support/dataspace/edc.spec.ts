import {
  readCatalogRequest,
  readContractAgreement,
  readContractRequest,
  readNegotiationEvent,
  readNegotiationTermination,
  readTransferCompletion,
  readTransferRequest,
  readTransferStart,
  readTransferSuspension,
  readTransferTermination,
  readVerification,
} from '@ledger/contracts/dataspace/read-message.js';
import {
  agreementOf,
  dataspaceOffer,
  readRequest,
  samePolicy,
} from '@ledger/domain/dataspace/policy.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import { content, offerId, seller } from '@ledger/domain/order/testing/order-samples.js';
import type { PricePlan } from '@ledger/domain/pricing/price-plan.js';
import { edcAgreement, edcCatalogRequest, edcMessages, edcRequest, edcRules } from './edc.js';

const cny = { amount: '10.00', currency: 'CNY' } as const;
const vatIncluded = true;
const plans: readonly PricePlan[] = [
  { kind: 'subscription', amount: cny, every: 'month', periods: 12, vatIncluded },
  { kind: 'perUse', unitPrice: '0.01', perUnits: 1_000, vatIncluded },
  {
    ...{ kind: 'tiered', method: 'graduated', perUnits: 1, vatIncluded },
    tiers: [{ upTo: 100, unitPrice: '1.01' }, { unitPrice: '0.3' }],
  },
  { kind: 'perResult', unitPrice: '0.5', counting: 'metered', vatIncluded },
  { kind: 'package', amount: cny, units: 100, validDays: 30, vatIncluded },
  { kind: 'revenueShare', rate: '0.05', every: 'quarter', minimum: cny, vatIncluded },
  { kind: 'negotiated', vatIncluded },
];
const terms = {
  ...{ exclusive: false, from: '2026-03-01', until: '2026-12-31', sublicenceDepth: 2 },
  ...{ purposes: ['授信评估'], fields: ['名称', '地址'], territory: 'CN' },
};
const metering = { unit: 'call', quota: { per: 'month', quantity: 1000 } } as const;

/** One offer of each price plan, of each kind of deal, of much and of little. */
const offered: readonly (readonly [string, OfferContent])[] = [
  ...plans.map((pricePlan) => [pricePlan.kind, content('ordinary', { pricePlan })] as const),
  ['one price', content('ordinary')],
  ['many terms', content('ordinary', { terms, metering })],
  ['an exclusive licence', content('exclusive')],
  ['licences of a number', content('capped', { cap: 5 })],
  ['the right itself', content('transfer', { transfer: { share: '1/2' } })],
];
const target = `urn:uuid:${offerId}`;

describe('an EDC connector', () => {
  it.each(offered)('reads an offer of %s, asks for it, and finds it in the agreement', (_, one) => {
    const ours = dataspaceOffer({
      ...{ offerId, version: 2, sellerPartyId: seller, content: one, target },
    });
    const asked = edcRequest(ours, target);
    const { offer } = readContractRequest(asked);
    const agreed = readRequest({ ...ours, target }, offer).offer;
    const bound = { assigner: 'a', assignee: 'b', timestamp: '2026-11-20T02:00:00Z', target };
    const agreement = agreementOf(agreed, { '@id': 'urn:uuid:a', ...bound });
    // It compares rule by rule, in order.
    expect(edcRules(agreement)).toEqual(edcRules(asked['offer'] as object as never));
  });

  it.each(offered)('agrees to an offer of %s in words that are the same policy', (_, one) => {
    const ours = dataspaceOffer({
      ...{ offerId, version: 2, sellerPartyId: seller, content: one, target },
    });
    const pids = { consumerPid: 'c', providerPid: 'p' };
    const { agreement } = readContractAgreement(edcAgreement({ ...ours, target }, pids));
    expect(samePolicy(agreement, ours)).toBe(true);
  });

  it('is understood in everything else', () => {
    const readers: Readonly<Record<string, (json: unknown) => object>> = {
      ContractAgreementVerificationMessage: readVerification,
      ContractNegotiationEventMessage: readNegotiationEvent,
      ContractNegotiationTerminationMessage: readNegotiationTermination,
      TransferRequestMessage: readTransferRequest,
      TransferStartMessage: readTransferStart,
      TransferSuspensionMessage: readTransferSuspension,
      TransferCompletionMessage: readTransferCompletion,
      TransferTerminationMessage: readTransferTermination,
    };
    for (const message of edcMessages) {
      expect(() => readers[String(message['@type'])]?.(message)).not.toThrow();
    }
    expect(new Set(edcMessages.map((message) => message['@type'])).size).toBe(8);
    expect(readCatalogRequest(edcCatalogRequest()).filter).toHaveLength(1);
  });

  it('would stumble over an operand that is an object', () => {
    const constraint = [{ leftOperand: 'x', operator: 'eq', rightOperand: { kind: 'y' } }];
    const permission = [{ action: 'use', constraint }];
    expect(() => edcRules({ permission })).toThrow('ClassCastException');
  });
});
