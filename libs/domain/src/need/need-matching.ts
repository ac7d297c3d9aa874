import type { Territory, UpdateFrequency } from '../asset/asset.events.js';
import { minorUnits } from '../money.js';
import type { DataSheet } from '../offer/data-sheet.js';
import type { OfferContent } from '../offer/offer.events.js';
import { leastPriceMinor } from '../offer/offer-terms.js';
import { modesOf } from '../offer/product.js';
import { nameTerms, textTerms } from '../search/terms.js';
import type { Finding, NeedTerms } from './need.events.js';
import { criteria, type Criterion, type NeedMatching } from './need-matching.policy.js';

/** What of an offer is compared with a need. */
export interface Offering {
  readonly content: OfferContent;
  readonly sheet?: DataSheet | undefined;
}

/** How well an offer meets a need, and why. */
export interface Matching {
  /** 0 to 100: points of the criteria that the need states. */
  readonly score: number;
  /** Ceiling, quality, delivery, rights and term: what the buyer cannot go without. */
  readonly meetsLimits: boolean;
  readonly findings: readonly Finding[];
}

/** Criteria that a buyer cannot go without. */
const limits: ReadonlySet<Criterion> = new Set<Criterion>([
  'delivery',
  'price',
  'quality',
  'rights',
  'term',
]);

/** Compares an offer with a need. Pure: the same of both always gives the same. */
export const matchingOf = (
  need: NeedTerms,
  offering: Offering,
  { weights }: Pick<NeedMatching, 'weights'>,
): Matching => {
  const findings = criteria.flatMap((criterion): Finding[] => {
    const permille = compare[criterion](need, offering);
    if (permille === undefined) return [];
    const pointsMax = weights[criterion];
    const points = permille === 'unknown' ? 0 : Math.floor((pointsMax * permille) / 1_000);
    return [{ criterion, outcome: outcomeOf(permille), points, pointsMax }];
  });
  const sum = (of: (finding: Finding) => number): number =>
    findings.reduce((total, finding) => total + of(finding), 0);
  const most = sum(({ pointsMax }) => pointsMax);
  return {
    score: most === 0 ? 0 : Math.floor((100 * sum(({ points }) => points)) / most),
    meetsLimits: findings.every(
      ({ criterion, outcome }) =>
        !limits.has(criterion) || outcome === 'met' || outcome === 'unknown',
    ),
    findings,
  };
};

/** Whether the owner of a need is told of an offer. */
export const isTold = (
  { score, meetsLimits }: Matching,
  { scoreMin }: Pick<NeedMatching, 'scoreMin'>,
): boolean => meetsLimits && score >= scoreMin;

/** Thousandths of a criterion that are met; `undefined`: the need does not state it. */
type Permille = number | 'unknown' | undefined;

const outcomeOf = (permille: number | 'unknown'): Finding['outcome'] => {
  if (permille === 'unknown') return permille;
  if (permille === 1_000) return 'met';
  return permille === 0 ? 'unmet' : 'partly';
};

const all = (isMet: boolean): number => (isMet ? 1_000 : 0);

/** Of what the need states, by what the offer states. */
const stated = <N, O>(
  wanted: N | undefined,
  offered: O | undefined,
  met: (wanted: N, offered: O) => number,
): Permille => {
  if (wanted === undefined) return undefined;
  return offered === undefined ? 'unknown' : met(wanted, offered);
};

const compare: Readonly<Record<Criterion, (need: NeedTerms, offering: Offering) => Permille>> = {
  text: ({ text }, { content }) => {
    const wanted = new Set(textTerms(text));
    const offered = new Set([...nameTerms(content.name), ...textTerms(content.summary)]);
    const found = [...wanted].filter((term) => offered.has(term)).length;
    return wanted.size === 0 ? undefined : Math.floor((1_000 * found) / wanted.size);
  },
  category: ({ category }, { sheet }) => stated(category, sheet?.category, (a, b) => all(a === b)),
  industry: ({ industry }, { sheet }) => stated(industry, sheet?.industry, industryMet),
  territory: ({ territory }, { sheet }) => stated(territory, sheet?.territory, territoryMet),
  updateFrequency: ({ updateFrequency }, { sheet }) =>
    stated(updateFrequency, sheet?.updateFrequency, frequencyMet),
  product: ({ products }, { content }) =>
    stated(products, content.product, (any, one) => all(any.includes(one))),
  delivery: ({ deliveryModes }, { content }) =>
    stated(deliveryModes, modesOf(content), (any, some) =>
      all(some.some((mode) => any.includes(mode))),
    ),
  price: ({ priceMax }, { content }) =>
    stated(priceMax, leastPriceMinor(content), (ceiling, least) =>
      all(least <= minorUnits(ceiling)),
    ),
  // What nobody assessed has no score to be as high as asked for.
  quality: ({ qualityMin }, { sheet }) =>
    stated(qualityMin, sheet?.quality?.score ?? '0', (lowest, score) =>
      all(Number(score) >= Number(lowest)),
    ),
  rights: rightsMet,
  term: ({ term }, { content }) => stated(term, content.terms, termMet),
};

/** The division that is asked for, or any of its section; half where only the section is common. */
function industryMet(wanted: string, offered: string): number {
  if (offered === wanted || offered.charAt(0) === wanted) return 1_000;
  return offered.charAt(0) === wanted.charAt(0) ? 500 : 0;
}

const territories: readonly Territory[] = [
  'international',
  'national',
  'provincial',
  'municipal',
  'county',
  'belowCounty',
];

/** What is wider covers what is asked for; the next narrower scope is half of it. */
function territoryMet(wanted: Territory, offered: Territory): number {
  const beyond = territories.indexOf(offered) - territories.indexOf(wanted);
  if (beyond <= 0) return 1_000;
  return beyond === 1 ? 500 : 0;
}

const frequencies: readonly UpdateFrequency[] = [
  'realTime',
  'daily',
  'weekly',
  'monthly',
  'yearly',
];

/** As often or more often; what has no rhythm meets only its like. */
function frequencyMet(wanted: UpdateFrequency, offered: UpdateFrequency): number {
  const [asked, given] = [frequencies.indexOf(wanted), frequencies.indexOf(offered)];
  return all(asked < 0 || given < 0 ? wanted === offered : given <= asked);
}

/** Each right that is asked for counts alike; whoever buys the right itself may do all of it. */
function rightsMet({ rights }: NeedTerms, { content }: Offering): Permille {
  if (rights === undefined) return undefined;
  const { exclusive, purposes, sublicenceDepth, territory } = content.terms;
  const isSale = content.kind === 'transfer';
  const { purpose } = rights;
  const asked = [
    ...(rights.exclusive === true ? [exclusive || isSale] : []),
    ...(rights.sublicence === true ? [sublicenceDepth > 0 || isSale] : []),
    ...(purpose === undefined ? [] : [purposes === undefined || purposes.includes(purpose)]),
    ...(rights.territory === undefined ? [] : [covers(territory, rights.territory)]),
  ];
  if (asked.length === 0) return undefined;
  return Math.floor((1_000 * asked.filter(Boolean).length) / asked.length);
}

/** Codes of GB/T 2260 begin with that of the division they lie in. */
const covers = (offered: string | undefined, wanted: string): boolean =>
  offered === undefined || offered === 'CN' || wanted.startsWith(offered);

/** The whole of the days that are asked for; half where only some of them are offered. */
function termMet(
  { from, until }: NonNullable<NeedTerms['term']>,
  offered: OfferContent['terms'],
): number {
  const last = offered.until;
  const reaches = last === undefined || (until !== undefined && last >= until);
  if (offered.from <= from && reaches) return 1_000;
  const meets =
    (last === undefined || last >= from) && (until === undefined || offered.from <= until);
  return meets ? 500 : 0;
}
