import type { PricePlan } from '../pricing/price-plan.js';
import { leastPriceMinor, offerTerms } from './offer-terms.js';
import { content } from './testing/sample-offer.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const vatIncluded = true;

describe('what an offer is found by', () => {
  it('are terms of its texts and facts, each once', () => {
    const modes = [{ mode: 'file', mediaTypes: ['text/csv'] }] as const;
    const offered = { ...content, name: 'AI 语料', summary: '语料', product: 'dataSet' as const };
    const { searchText, terms } = offerTerms(
      { ...offered, modes },
      { category: 'business', industry: 'J66', territory: 'national', updateFrequency: 'daily' },
    );
    expect(searchText).toBe('ai 语料\n语料');
    expect(terms.split(' ')).toEqual([
      ...['ai', '语料', '语', '料', 'kind=ordinary', 'product=dataSet', 'delivery=api'],
      ...['delivery=file', 'category=business', 'industry=J66', 'industry=J'],
      ...['territory=national', 'frequency=daily'],
    ]);
  });

  it('are no facts that nobody stated', () =>
    expect(offerTerms({ ...content, name: '甲', summary: '乙' }).terms).toBe(
      '甲 乙 kind=ordinary delivery=api',
    ));
});

describe('what it costs at least', () => {
  it.each<[PricePlan | undefined, bigint | undefined]>([
    [undefined, 12_000_000n],
    [{ kind: 'oneOff', amount: cny('1.00'), vatIncluded }, 100n],
    [{ kind: 'package', amount: cny('2.00'), units: 9, validDays: 9, vatIncluded }, 200n],
    [{ kind: 'subscription', amount: cny('3.00'), every: 'month', vatIncluded }, 300n],
    [
      { kind: 'subscription', amount: cny('3.00'), every: 'month', periods: 12, vatIncluded },
      3_600n,
    ],
    [{ kind: 'revenueShare', rate: '0.1', every: 'year', vatIncluded }, undefined],
    [{ kind: 'revenueShare', rate: '0.1', every: 'year', minimum: cny('4.00'), vatIncluded }, 400n],
    [{ kind: 'negotiated', vatIncluded }, undefined],
    [{ kind: 'negotiated', amount: cny('5.00'), vatIncluded }, 500n],
    [{ kind: 'perUse', unitPrice: '0.01', perUnits: 1, vatIncluded }, undefined],
  ])('under %j is %p', (pricePlan, minor) =>
    expect(leastPriceMinor({ ...content, ...(pricePlan && { pricePlan }) })).toBe(minor),
  );
});
