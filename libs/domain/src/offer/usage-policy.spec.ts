import type { OfferContent } from './offer.events.js';
import { odrlContext, odrlProfile, usagePolicy } from './usage-policy.js';

const content: OfferContent = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息。',
  assetId: 'a',
  holdingId: 'h',
  kind: 'ordinary',
  terms: { exclusive: false, from: '2026-12-01', sublicenceDepth: 0 },
  price: { amount: { amount: '1200.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
};
const of = (changes: Partial<OfferContent>) =>
  usagePolicy({
    offerId: 'o',
    version: 3,
    sellerPartyId: 's',
    target: 'urn:uuid:o',
    content: { ...content, ...changes },
  });

const operands = (policy: ReturnType<typeof of>): unknown[] =>
  policy['odrl:permission'].flatMap((each) =>
    (each['odrl:constraint'] as Record<string, unknown>[]).map((one) => [
      (one['odrl:leftOperand'] as { readonly '@id': string })['@id'],
      (one['odrl:operator'] as { readonly '@id': string })['@id'],
      one['odrl:rightOperand'],
    ]),
  );

describe('the terms of an offer as an ODRL policy', () => {
  it('names the offer’s version, the seller, the object and the profile', () => {
    expect(of({})).toMatchObject({
      '@id': 'urn:uuid:o#policy-3',
      '@type': 'odrl:Offer',
      'odrl:profile': { '@id': odrlProfile },
      'odrl:assigner': { '@id': 'urn:uuid:s' },
      'odrl:target': { '@id': 'urn:uuid:o' },
      'ledger:exclusive': false,
    });
  });

  it('says of plain terms only when use begins, and forbids licensing down', () => {
    const policy = of({});
    expect(operands(policy)).toEqual([
      [
        'odrl:dateTime',
        'odrl:gteq',
        { '@type': 'xsd:dateTime', '@value': '2026-12-01T00:00:00+08:00' },
      ],
    ]);
    expect(policy['odrl:prohibition']).toEqual([{ 'odrl:action': { '@id': 'odrl:grantUse' } }]);
  });

  it('carries every limit of the licence', () => {
    const policy = of({
      kind: 'exclusive',
      terms: {
        exclusive: true,
        purposes: ['信贷风险评估'],
        fields: ['企业名称', '状态'],
        territory: 'CN',
        from: '2026-12-01',
        until: '2027-11-30',
        sublicenceDepth: 2,
      },
      metering: { unit: 'call', quota: { quantity: 1_000, per: 'month' } },
    });
    expect(operands(policy)).toEqual([
      ['odrl:purpose', 'odrl:isAnyOf', ['信贷风险评估']],
      ['ledger:fields', 'odrl:isAnyOf', ['企业名称', '状态']],
      ['odrl:spatial', 'odrl:isPartOf', 'CN'],
      ['odrl:dateTime', 'odrl:gteq', expect.anything()],
      [
        'odrl:dateTime',
        'odrl:lteq',
        { '@type': 'xsd:dateTime', '@value': '2027-11-30T15:59:59.999Z' },
      ],
      ['ledger:countPerMonth', 'odrl:lteq', 1_000],
      ['ledger:depth', 'odrl:lteq', 2],
    ]);
    expect(policy['odrl:prohibition']).toEqual([]);
    expect(policy['ledger:exclusive']).toBe(true);
  });

  it('counts over the whole term where the quota does', () => {
    const quota = { quantity: 5, per: 'term' } as const;
    const [permission] = of({ metering: { unit: 'task', quota } })['odrl:permission'];
    expect((permission?.['odrl:constraint'] as object[]).at(-1)).toEqual({
      'odrl:leftOperand': { '@id': 'odrl:count' },
      'odrl:operator': { '@id': 'odrl:lteq' },
      'odrl:rightOperand': 5,
      'odrl:unit': { '@id': 'ledger:task' },
    });
  });

  it('makes the price a duty, with its currency and whether tax is inside', () => {
    const [permission] = of({})['odrl:permission'];
    expect(permission?.['odrl:duty']).toMatchObject([
      {
        'odrl:action': {
          'rdf:value': { '@id': 'odrl:compensate' },
          'odrl:refinement': [
            {
              'odrl:rightOperand': { '@type': 'xsd:decimal', '@value': '1200.00' },
              'odrl:unit': { '@id': 'urn:iso:std:iso:4217:CNY' },
              'ledger:vatIncluded': true,
            },
          ],
        },
      },
    ]);
  });

  it('uses no prefix that its context does not explain', () => {
    const prefixes = JSON.stringify(of({})).matchAll(/"([a-z]+):[a-zA-Z]+"/gu);
    for (const [, prefix] of prefixes) {
      if (prefix !== 'urn') expect(Object.keys(odrlContext)).toContain(prefix);
    }
  });
});
