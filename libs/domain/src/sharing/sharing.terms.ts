import { type FractionText, sumToOne } from '../fraction.js';
import { minorUnits } from '../money.js';
import { split } from '../settlement/split.js';
import { least } from '../whole.js';
import type { SharingTerms } from './sharing.events.js';

/** Why terms cannot be what was agreed; undefined: they can. */
export type TermsFault =
  'ratiosNotOne' | 'amountNotPositive' | 'tiersNotAscending' | 'participantTwice';

export const termsFault = ({ first, tiers, guarantees }: SharingTerms): TermsFault | undefined => {
  const amounts = [...first, ...guarantees].map(({ amount }) => minorUnits(amount));
  if (amounts.some((minor) => minor <= 0n)) return 'amountNotPositive';
  if (tiers.some(({ shares }) => !sumToOne(shares.map(({ ratio }) => ratio)))) {
    return 'ratiosNotOne';
  }
  const named = [
    first.map(({ partyId, kind }) => `${partyId} ${kind}`),
    guarantees.map(({ partyId }) => partyId),
    ...tiers.map(({ shares }) => shares.map(({ partyId }) => partyId)),
  ];
  if (named.some((ids) => new Set(ids).size < ids.length)) return 'participantTwice';
  return isAscending(tiers) ? undefined : 'tiersNotAscending';
};

const isAscending = (tiers: SharingTerms['tiers']): boolean => {
  const ends = tiers.slice(0, -1).map(({ upTo }) => (upTo ? minorUnits(upTo) : 0n));
  const rises = ends.every((end, at) => end > (ends[at - 1] ?? 0n));
  return tiers.length > 0 && rises && tiers.at(-1)?.upTo === undefined;
};

/** Everybody who may get something, each once, in the order in which the agreement names them. */
export const participantsOf = ({ first, tiers, guarantees }: SharingTerms): readonly string[] => [
  ...new Set(
    [...first, ...tiers.flatMap(({ shares }) => shares), ...guarantees].map((one) => one.partyId),
  ),
];

/** Whether costs are to be recovered before the rest is shared. */
export const recovers = ({ first }: SharingTerms): boolean =>
  first.some(({ kind }) => kind === 'recovery');

/** Fen that the recovery steps still ask for, by party. */
export type Recoverable = ReadonlyMap<string, bigint>;

/** What a sale gives towards recovery, out of `pool` fen, step by step. */
export const recoveryOf = (
  pool: bigint,
  { first }: SharingTerms,
  open: Recoverable,
): ReadonlyMap<string, bigint> => {
  let left = pool;
  const parts = new Map<string, bigint>();
  for (const { kind, partyId, amount } of first) {
    const asks = kind === 'fixed' ? minorUnits(amount) : (open.get(partyId) ?? 0n);
    const gets = least(asks, left);
    left -= gets;
    if (kind === 'recovery' && gets > 0n) parts.set(partyId, gets);
  }
  return parts;
};

/**
 * Who gets what of `pool` fen, in the order of the participants; adds up to it. `recovered`: what
 * this sale gives towards recovery, as the agreement's own stream has it.
 */
export const distribute = (
  pool: bigint,
  terms: SharingTerms,
  ownerPartyId: string,
  recovered: ReadonlyMap<string, bigint> = new Map(),
): ReadonlyMap<string, bigint> => {
  const parts = new Map(participantsOf(terms).map((partyId) => [partyId, 0n]));
  const give = (partyId: string, minor: bigint): void => {
    parts.set(partyId, (parts.get(partyId) ?? 0n) + minor);
  };
  let left = pool;
  for (const { kind, partyId, amount } of terms.first) {
    const gets = least(
      kind === 'fixed' ? minorUnits(amount) : (recovered.get(partyId) ?? 0n),
      left,
    );
    left -= gets;
    give(partyId, gets);
  }
  let begins = 0n;
  for (const { upTo, shares } of terms.tiers) {
    const width = upTo === undefined ? left : least(minorUnits(upTo) - begins, left);
    const amounts = split(width, weightsOf(shares.map(({ ratio }) => ratio)));
    for (const [at, { partyId }] of shares.entries()) give(partyId, amounts[at] ?? 0n);
    left -= width;
    begins = upTo === undefined ? begins : minorUnits(upTo);
  }
  for (const { partyId, amount } of terms.guarantees) {
    const missing = minorUnits(amount) - (parts.get(partyId) ?? 0n);
    const gets = missing > 0n ? least(missing, parts.get(ownerPartyId) ?? 0n) : 0n;
    give(partyId, gets);
    give(ownerPartyId, -gets);
  }
  return parts;
};

/**
 * By what weights a refund is taken back: the agreed ratios where there is nothing else, otherwise
 * what each got of this sale.
 */
export const refundWeights = (
  terms: SharingTerms,
  got: ReadonlyMap<string, bigint>,
): readonly { readonly partyId: string; readonly weight: bigint }[] => {
  const [only] = terms.tiers;
  const isPlain = [terms.first, terms.guarantees].every(({ length }) => length === 0);
  if (isPlain && terms.tiers.length === 1 && only !== undefined) {
    const weights = weightsOf(only.shares.map(({ ratio }) => ratio));
    return only.shares.map(({ partyId }, at) => ({ partyId, weight: weights[at] ?? 0n }));
  }
  return [...got].map(([partyId, weight]) => ({ partyId, weight }));
};

/** Fractions as whole numbers in the same proportion. */
export const weightsOf = (ratios: readonly FractionText[]): readonly bigint[] => {
  const parsed = ratios.map((ratio) => ratio.split('/').map(BigInt));
  const common = parsed.reduce((product, [, denominator = 1n]) => lcm(product, denominator), 1n);
  return parsed.map(([numerator = 0n, denominator = 1n]) => (numerator * common) / denominator);
};

const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b;
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
