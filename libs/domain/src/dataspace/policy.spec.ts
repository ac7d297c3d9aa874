import type { OfferContent } from '../offer/offer.events.js';
import type { JsonObject } from '../json.js';
import { content, offerId, seller } from '../order/testing/order-samples.js';
import { Refused } from '../refusal.js';
import {
  agreementOf,
  anyPurpose,
  dataspaceOffer,
  priceAsked,
  readRequest,
  samePolicy,
  withPrice,
  type PolicyOffer,
} from './policy.js';

const own = 'urn:data-asset-ledger:odrl:1#';
const offerOf = (more: Partial<OfferContent> = {}): PolicyOffer =>
  dataspaceOffer({
    offerId,
    version: 2,
    sellerPartyId: seller,
    content: content('ordinary', more),
    target: `urn:uuid:${offerId}`,
  });
const rich = (): PolicyOffer =>
  offerOf({
    terms: {
      exclusive: false,
      from: '2026-03-01',
      until: '2026-12-31',
      purposes: ['授信评估', '反欺诈'],
      fields: ['名称'],
      territory: 'CN',
      sublicenceDepth: 0,
    },
    metering: { unit: 'call', quota: { per: 'term', quantity: 1000 } },
  });

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'no refusal';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

describe('an offer in the spelling of the protocol', () => {
  it('names actions, operands and operators; values are texts or lists', () => {
    const { permission = [], prohibition, obligation } = rich();
    expect(permission[0]?.action).toBe('use');
    expect(permission[0]?.constraint).toEqual(
      expect.arrayContaining([
        { leftOperand: 'purpose', operator: 'isAnyOf', rightOperand: ['授信评估', '反欺诈'] },
        { leftOperand: `${own}fields`, operator: 'isAnyOf', rightOperand: ['名称'] },
        { leftOperand: 'spatial', operator: 'isPartOf', rightOperand: 'CN' },
        { leftOperand: 'dateTime', operator: 'gteq', rightOperand: '2026-03-01T00:00:00+08:00' },
        { leftOperand: 'count', operator: 'lteq', rightOperand: '1000', unit: `${own}call` },
        { leftOperand: `${own}exclusive`, operator: 'eq', rightOperand: 'false' },
      ]),
    );
    expect(prohibition).toEqual([{ action: 'grantUse' }]);
    expect(obligation?.[0]).toMatchObject({ action: 'compensate' });
    expect(priceAsked(rich())).toBe('120000.00');
  });

  it('is found the same through another connector’s spelling of it', () => {
    const offer = rich();
    const [use, ...others] = offer.permission ?? [];
    const spelt = (use?.constraint ?? []).map(
      ({ unit: _, leftOperand, rightOperand, operator }) => ({
        leftOperand: { '@id': String(leftOperand).replace(/^spatial$/, 'odrl:spatial') },
        operator: { '@id': `http://www.w3.org/ns/odrl/2/${String(operator)}` },
        rightOperand: Array.isArray(rightOperand)
          ? rightOperand.toReversed().map((value) => ({ '@value': value }))
          : [{ '@value': rightOperand }],
      }),
    );
    const other = { ...offer, permission: [{ action: 'odrl:use', constraint: spelt }, ...others] };
    expect(samePolicy(offer, other)).toBe(true);
    expect(samePolicy(offer, { ...offer, prohibition: [] })).toBe(false);
    expect(samePolicy(offer, withPrice(offer, '1.00'))).toBe(false);
  });
});

describe('a request', () => {
  const asked = (more: Partial<PolicyOffer> = {}): PolicyOffer => ({ ...offerOf(), ...more });

  it('for the offer as it stands is that offer, for any purpose where it names none', () =>
    expect(readRequest(offerOf(), asked())).toEqual({ offer: offerOf(), purpose: anyPurpose }));

  it('keeps the order in which it was written, and each constraint as it was offered', () => {
    const [use, ...others] = rich().permission ?? [];
    const constraint = (use?.constraint ?? [])
      .toReversed()
      .map(({ unit: _, ...one }): JsonObject =>
        one['leftOperand'] === 'purpose' ? { ...one, rightOperand: '反欺诈' } : one,
      );
    const written = { ...rich(), permission: [{ action: 'odrl:use', constraint }, ...others] };
    const { offer, purpose } = readRequest(rich(), written);
    expect(purpose).toBe('反欺诈');
    const operands = (policy: PolicyOffer) =>
      policy.permission?.[0]?.constraint?.map((one) => one['leftOperand']);
    expect(operands(offer)).toEqual(operands(written));
    expect(offer.permission?.[0]?.constraint).toContainEqual({
      ...{ leftOperand: 'count', operator: 'lteq', rightOperand: '1000' },
      unit: `${own}call`,
    });
    expect(samePolicy(offer, written)).toBe(true);
  });

  it('is about the data set of the offer', () => {
    const about = { ...offerOf(), target: `urn:uuid:${offerId}` };
    const other = () => readRequest(about, { ...about, target: 'urn:uuid:other' });
    expect(codeOf(other)).toBe('dataspace_offer_differs');
    expect(readRequest(about, { ...about, target: offerId }).purpose).toBe(anyPurpose);
  });

  it('that only says use means the offer whose id it has', () => {
    const bare = { '@id': offerOf()['@id'], '@type': 'Offer', permission: [{ action: 'use' }] };
    expect(readRequest(offerOf(), bare as PolicyOffer).offer).toEqual(offerOf());
  });

  it('may name another price, to the fen', () => {
    const read = readRequest(offerOf(), withPrice(offerOf(), '100000.5'));
    expect(read.price).toBe('100000.50');
    expect(priceAsked(read.offer)).toBe('100000.50');
    for (const amount of ['-1', '1.001', 'x', '']) {
      const code = codeOf(() => readRequest(offerOf(), withPrice(offerOf(), amount)));
      expect([amount, code]).toEqual([amount, 'dataspace_price_invalid']);
    }
  });

  it('says which purpose, within those that are allowed', () => {
    const narrowed = (value: string): PolicyOffer => {
      const [use, ...others] = rich().permission ?? [];
      const constraint = (use?.constraint ?? []).map((one) =>
        one['leftOperand'] === 'purpose' ? { ...one, operator: 'eq', rightOperand: value } : one,
      );
      return { ...rich(), permission: [{ action: 'use', constraint }, ...others] };
    };
    expect(readRequest(rich(), narrowed('反欺诈'))).toMatchObject({ purpose: '反欺诈' });
    expect(codeOf(() => readRequest(rich(), narrowed('营销')))).toBe('purpose_outside_terms');
    expect(codeOf(() => readRequest(rich(), rich()))).toBe('dataspace_purpose_needed');
  });

  it('for other terms is refused', () => {
    const wider = { ...rich(), prohibition: [] };
    expect(codeOf(() => readRequest(rich(), wider))).toBe('dataspace_offer_differs');
    const more = [{ action: 'use', constraint: [{ and: [{ leftOperand: 'x' }] }] }];
    const logical = asked({ permission: more });
    expect(codeOf(() => readRequest(offerOf(), logical))).toBe('dataspace_offer_differs');
  });
});

describe('an agreement', () => {
  it('is the offer between two named sides about one data set', () => {
    const bound = {
      '@id': 'urn:uuid:a',
      target: 'urn:uuid:t',
      assigner: 'urn:p',
      assignee: 'urn:c',
      timestamp: '2026-03-02T02:00:00.000Z',
    };
    const agreement = agreementOf(rich(), bound);
    expect(agreement).toMatchObject({ ...bound, '@type': 'Agreement' });
    expect(samePolicy(agreement, rich())).toBe(true);
  });
});
