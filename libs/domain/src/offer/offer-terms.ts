import type { Category, Territory, UpdateFrequency } from '../asset/asset.events.js';
import { minorUnits } from '../money.js';
import { planOf } from '../pricing/price-plan.js';
import { nameTerms, plainText, textTerms } from '../search/terms.js';
import type { DataSheet } from './data-sheet.js';
import type { OfferContent } from './offer.events.js';
import { modesOf } from './product.js';

/** What an offer is found by. */
export interface OfferTerms {
  /** Name and summary, line by line, as words are looked for in them. */
  readonly searchText: string;
  /** Terms of the texts and of the facts, parted by blanks. */
  readonly terms: string;
}

/** Facts that an offer has terms of: one index finds text and facts together. */
export type OfferFact =
  'kind' | 'product' | 'delivery' | 'category' | 'industry' | 'territory' | 'frequency';

/** The term of a fact; no text has an equals sign in a term. */
export const offerFact = (fact: OfferFact, value: string): string => `${fact}=${value}`;

export const offerTerms = (content: OfferContent, sheet?: Pick<DataSheet, OfSheet>): OfferTerms => {
  const { name, summary } = content;
  const terms = [...nameTerms(name), ...textTerms(summary), ...factsOf(content, sheet)];
  return {
    searchText: plainText([name, summary].join('\n')),
    terms: [...new Set(terms)].join(' '),
  };
};

type OfSheet = 'category' | 'industry' | 'territory' | 'updateFrequency';

const factsOf = (content: OfferContent, sheet: Pick<DataSheet, OfSheet> = {}): string[] => {
  const { category, industry, territory, updateFrequency } = sheet;
  const one = (fact: OfferFact, value: string | undefined): string[] =>
    value === undefined ? [] : [offerFact(fact, value)];
  return [
    ...one('kind', content.kind),
    ...one('product', content.product),
    ...modesOf(content).map((mode) => offerFact('delivery', mode)),
    ...one('category', category satisfies Category | undefined),
    ...one('industry', industry),
    ...(industry === undefined || industry.length === 1
      ? []
      : [offerFact('industry', industry.charAt(0))]),
    ...one('territory', territory satisfies Territory | undefined),
    ...one('frequency', updateFrequency satisfies UpdateFrequency | undefined),
  ];
};

/**
 * What a licence costs at least, in fen, as far as its plan says so: what a ceiling is compared with.
 * `undefined`: it depends on use or success, or is to be agreed.
 */
export const leastPriceMinor = (
  content: Pick<OfferContent, 'price' | 'pricePlan'>,
): bigint | undefined => {
  const plan = planOf(content);
  switch (plan.kind) {
    case 'oneOff':
    case 'package':
      return minorUnits(plan.amount);
    case 'subscription':
      return minorUnits(plan.amount) * BigInt(plan.periods ?? 1);
    case 'revenueShare':
      return plan.minimum && minorUnits(plan.minimum);
    case 'negotiated':
      return plan.amount && minorUnits(plan.amount);
    case 'perUse':
    case 'tiered':
    case 'perResult':
      return undefined;
  }
};
