import fc from 'fast-check';
import type { DataSheet } from '../offer/data-sheet.js';
import type { OfferContent } from '../offer/offer.events.js';
import { content } from '../offer/testing/sample-offer.js';
import type { NeedTerms } from './need.events.js';
import { isTold, matchingOf } from './need-matching.js';
import { criteria, type Criterion, needMatchingPolicy } from './need-matching.policy.js';

const policy = needMatchingPolicy.shipped!();
const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const sheet: DataSheet = {
  assetVersion: 4,
  category: 'business',
  industry: 'J66',
  territory: 'provincial',
  updateFrequency: 'weekly',
  quality: { assessmentId: 'a', assessedOn: '2026-03-01', score: '90.5' },
  proof: { right: 'operation' },
};

/** The outcome of one criterion that a need states beside its text. */
const outcome = (
  criterion: Criterion,
  need: Partial<NeedTerms>,
  offered: Partial<OfferContent> = {},
  known: DataSheet | undefined = sheet,
) =>
  matchingOf(
    { text: '企业登记', ...need },
    { content: { ...content, ...offered }, sheet: known },
    policy,
  ).findings.find((finding) => finding.criterion === criterion)?.outcome;

describe('comparing an offer with a need', () => {
  it.each([
    ['企业登记信息', 1_000, 'met'],
    ['企业', 1_000, 'met'],
    ['企业登记信息接口', 714, 'partly'],
    ['遥感影像', 0, 'unmet'],
  ] as const)('finds the words of %s', (text, permille, is) => {
    const [finding] = matchingOf({ text }, { content }, policy).findings;
    const points = Math.floor((policy.weights.text * permille) / 1_000);
    expect(finding).toEqual({ criterion: 'text', outcome: is, points, pointsMax: 40 });
  });

  it.each([
    ['category', { category: 'business' }, 'met'],
    ['category', { category: 'customer' }, 'unmet'],
    ['industry', { industry: 'J66' }, 'met'],
    ['industry', { industry: 'J' }, 'met'],
    ['industry', { industry: 'J67' }, 'partly'],
    ['industry', { industry: 'Q84' }, 'unmet'],
    ['territory', { territory: 'municipal' }, 'met'],
    ['territory', { territory: 'provincial' }, 'met'],
    ['territory', { territory: 'national' }, 'partly'],
    ['territory', { territory: 'international' }, 'unmet'],
    ['updateFrequency', { updateFrequency: 'monthly' }, 'met'],
    ['updateFrequency', { updateFrequency: 'weekly' }, 'met'],
    ['updateFrequency', { updateFrequency: 'daily' }, 'unmet'],
    ['updateFrequency', { updateFrequency: 'onDemand' }, 'unmet'],
    ['quality', { qualityMin: '90.5' }, 'met'],
    ['quality', { qualityMin: '90.51' }, 'unmet'],
    ['price', { priceMax: cny('120000.00') }, 'met'],
    ['price', { priceMax: cny('119999.99') }, 'unmet'],
    ['delivery', { deliveryModes: ['file', 'api'] }, 'met'],
    ['delivery', { deliveryModes: ['file'] }, 'unmet'],
    ['product', { products: ['dataSet'] }, 'unknown'],
    ['rights', { rights: { purpose: '信贷' } }, 'met'],
    ['rights', { rights: { purpose: '营销' } }, 'unmet'],
    ['rights', { rights: { purpose: '信贷', exclusive: true } }, 'partly'],
    ['rights', { rights: { sublicence: true } }, 'unmet'],
    ['rights', { rights: { territory: '3101' } }, 'met'],
    ['rights', { rights: { exclusive: false } }, undefined],
    ['term', { term: { from: '2026-03-01' } }, 'met'],
    ['term', { term: { from: '2026-02-28' } }, 'partly'],
    ['term', { term: { from: '2026-02-01', until: '2026-02-28' } }, 'unmet'],
  ] as const)('%s %j: %s', (criterion, need, is) => expect(outcome(criterion, need)).toBe(is));

  it('compares with what the offer says of itself', () => {
    const products = { products: ['dataSet'] } as const;
    expect(outcome('product', products, { product: 'dataSet' })).toBe('met');
    expect(outcome('product', products, { product: 'report' })).toBe('unmet');
    const used = { rights: { territory: '3101' } };
    const within = (territory: string) => ({ terms: { ...content.terms, territory } });
    expect(outcome('rights', used, within('31'))).toBe('met');
    expect(outcome('rights', used, within('32'))).toBe('unmet');
    const until = (last: string) => ({ terms: { ...content.terms, until: last } });
    const term = { term: { from: '2026-04-01', until: '2026-06-30' } };
    expect(outcome('term', term, until('2026-06-30'))).toBe('met');
    expect(outcome('term', term, until('2026-06-29'))).toBe('partly');
    expect(outcome('term', term, until('2026-03-31'))).toBe('unmet');
    expect(outcome('term', { term: { from: '2026-04-01' } }, until('2099-12-31'))).toBe('partly');
  });

  it('does not know what the register has not said, but that nobody has assessed it', () => {
    for (const [criterion, need] of [
      ['category', { category: 'business' }],
      ['industry', { industry: 'J' }],
      ['territory', { territory: 'county' }],
      ['updateFrequency', { updateFrequency: 'yearly' }],
    ] as const) {
      expect(outcome(criterion, need, {}, { assetVersion: 1, proof: sheet.proof })).toBe('unknown');
    }
    const bare = { assetVersion: 1, proof: sheet.proof };
    expect(outcome('quality', { qualityMin: '1' }, {}, bare)).toBe('unmet');
  });

  it('tells the owner from the lowest score on, and nothing that breaks a limit', () => {
    const told = (text: string, more: Partial<NeedTerms> = {}) =>
      isTold(matchingOf({ text, ...more }, { content, sheet }, policy), policy);
    expect(told('企业登记信息')).toBe(true);
    expect(told('企业登记信息', { priceMax: cny('1.00') })).toBe(false);
    expect(told('遥感影像')).toBe(false);
    const exactly = { score: 60, meetsLimits: true, findings: [] };
    expect(isTold(exactly, { scoreMin: 60 })).toBe(true);
    expect(isTold(exactly, { scoreMin: 61 })).toBe(false);
  });
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const letters = fc.array(fc.constantFrom(...'企业登记信息遥感影像气象观测'), { minLength: 2 });
const needs = fc
  .record({
    text: letters.map((all) => all.join('')),
    industry: maybe(fc.constantFrom('J', 'J66', 'J67', 'Q')),
    territory: maybe(fc.constantFrom('national', 'provincial', 'county')),
    updateFrequency: maybe(fc.constantFrom('daily', 'weekly', 'other')),
    deliveryModes: maybe(fc.constantFrom(['api'], ['file'], ['api', 'file'])),
    priceMax: maybe(fc.constantFrom(cny('1.00'), cny('120000.00'), cny('999999.00'))),
    qualityMin: maybe(fc.constantFrom('0', '90.5', '100')),
    rights: maybe(fc.constantFrom({ purpose: '信贷' }, { exclusive: true, purpose: '信贷' })),
  })
  .map((need) => JSON.parse(JSON.stringify(need)) as NeedTerms);

describe('any comparison', () => {
  it('gives points of the criteria that are stated, from nothing to all, the same each time', () =>
    fc.assert(
      fc.property(needs, (need) => {
        const { score, findings, meetsLimits } = matchingOf(need, { content, sheet }, policy);
        expect(matchingOf(need, { content, sheet }, policy)).toEqual({
          score,
          findings,
          meetsLimits,
        });
        const named = findings.map(({ criterion }) => criterion);
        expect(named).toEqual(criteria.filter((each) => named.includes(each)));
        expect(named).toHaveLength(Object.keys(need).length);
        for (const { points, pointsMax, outcome: is } of findings) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(pointsMax);
          expect(points === pointsMax).toBe(is === 'met');
        }
        const [got, most] = [
          findings.reduce((sum, { points }) => sum + points, 0),
          findings.reduce((sum, { pointsMax }) => sum + pointsMax, 0),
        ];
        expect(score).toBe(Math.floor((100 * got) / most));
      }),
    ));

  it('is never worse for an offer that is cheaper, better or freer', () =>
    fc.assert(
      fc.property(needs, (need) => {
        const before = matchingOf(need, { content, sheet }, policy);
        const better = {
          content: {
            ...content,
            price: { ...content.price, amount: cny('0.00') },
            terms: { exclusive: true, from: '2020-01-01', sublicenceDepth: 9 },
          },
          sheet: {
            ...sheet,
            territory: 'international' as const,
            quality: { assessmentId: 'a', assessedOn: '2026-03-01', score: '100.00' },
          },
        };
        const after = matchingOf(need, better, policy);
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        if (before.meetsLimits) expect(after.meetsLimits).toBe(true);
      }),
    ));
});
