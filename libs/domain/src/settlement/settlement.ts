import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { SharingBase, SharingRole, SharingTerms } from '../sharing/sharing.events.js';
import { distribute, participantsOf, refundWeights } from '../sharing/sharing.terms.js';
import { halfUp } from '../whole.js';
import { accountOf, exchangeOwner, type AccountId } from './posting.js';
import { rated, vatInside, type RateText } from './price.js';
import { split } from './split.js';
import type { SettlementTerms } from './trading.policies.js';

/** Who shared in a sale, and by what weight a refund of it is taken back. */
export type SettledShare = {
  readonly partyId: string;
  /** Absent: the seller, where there is no agreement. */
  readonly role?: SharingRole;
  readonly amount: Money;
  /** A whole number; only their proportion counts. */
  readonly weight: string;
};

/** How the price of an order was divided; a refund is taken back by it and by nothing else. */
export type Division = {
  readonly gross: Money;
  readonly vat: Money;
  readonly vatRate: RateText;
  /** What the exchange keeps, its own VAT (`feeVat`) inside. */
  readonly fee: Money;
  readonly feeVat: Money;
  readonly feeRefunded: boolean;
  /** What the shares are of; `netOfFee` where there is no agreement. */
  readonly base: SharingBase;
  readonly shares: readonly SettledShare[];
};

/** The agreement in force at the sale, and what this sale gives towards recovery, by party. */
export interface SharingAtSale {
  readonly terms: SharingTerms;
  readonly recovered: ReadonlyMap<string, bigint>;
}

/** What is there to be shared of so much, by the base. */
export const poolOf = (gross: bigint, base: SharingBase, vat: bigint, fee: bigint): bigint => {
  switch (base) {
    case 'gross':
      return gross;
    case 'netOfTax':
      return gross - vat;
    case 'netOfFee':
      return gross - vat - fee;
  }
};

/** VAT of the supply and fee of the exchange on a price, in fen. */
export const takenOut = (
  gross: bigint,
  { vatRate, feeRate, feeVatRate }: SettlementTerms,
): { readonly vat: bigint; readonly fee: bigint; readonly feeVat: bigint } => {
  const vat = vatInside(gross, vatRate);
  const fee = rated(gross - vat, feeRate);
  return { vat, fee, feeVat: vatInside(fee, feeVatRate) };
};

/** Divides a price; `vatRate` is the contract's. */
export const divide = (
  gross: bigint,
  sellerPartyId: string,
  rules: SettlementTerms,
  sharing?: SharingAtSale,
): Division => {
  const { vat, fee, feeVat } = takenOut(gross, rules);
  const base = sharing?.terms.base ?? 'netOfFee';
  const pool = poolOf(gross, base, vat, fee);
  return {
    gross: fromMinorUnits(gross),
    vat: fromMinorUnits(vat),
    vatRate: rules.vatRate,
    fee: fromMinorUnits(fee),
    feeVat: fromMinorUnits(feeVat),
    feeRefunded: rules.feeRefunded,
    base,
    shares: sharing
      ? sharedBy(pool, sellerPartyId, sharing)
      : [{ partyId: sellerPartyId, amount: fromMinorUnits(pool), weight: '1' }],
  };
};

/** The same division, where so much of it goes to the recovery of costs first. */
export const withRecovery = (
  division: Division,
  sellerPartyId: string,
  sharing: SharingAtSale,
): Division => {
  const { gross, vat, fee, base } = division;
  const pool = poolOf(minorUnits(gross), base, minorUnits(vat), minorUnits(fee));
  return { ...division, shares: sharedBy(pool, sellerPartyId, sharing) };
};

const sharedBy = (
  pool: bigint,
  sellerPartyId: string,
  { terms, recovered }: SharingAtSale,
): readonly SettledShare[] => {
  const got = distribute(pool, terms, sellerPartyId, recovered);
  const weights = new Map(refundWeights(terms, got).map((one) => [one.partyId, one.weight]));
  const roles = new Map(
    [...terms.first, ...terms.tiers.flatMap(({ shares }) => shares)].map((one) => [
      one.partyId,
      one.role,
    ]),
  );
  return participantsOf(terms).map((partyId) => {
    const role = roles.get(partyId);
    return {
      partyId,
      ...(role && { role }),
      amount: fromMinorUnits(got.get(partyId) ?? 0n),
      weight: String(weights.get(partyId) ?? 0n),
    };
  });
};

/** So many fen to each account; the seller's is what is left after what he has to bear. */
export type Lines = ReadonlyMap<AccountId, bigint>;

/** The division of the whole price, account by account; adds up to it. */
export const linesOf = (division: Division, sellerPartyId: string): Lines => {
  const { gross, vat, fee, feeVat, base, shares } = division;
  const taken = { vat: minorUnits(vat), fee: minorUnits(fee), feeVat: minorUnits(feeVat) };
  const amounts = shares.map(({ amount }) => minorUnits(amount));
  return allLines(minorUnits(gross), { ...taken, base, shares, amounts }, sellerPartyId);
};

/**
 * What of the division is undone once `refunded` fen of the price have been given back: the same
 * shares of the same version. At the whole price it is `linesOf`; adds up to `refunded`.
 */
export const reversedLines = (
  refunded: bigint,
  division: Division,
  sellerPartyId: string,
): Lines => {
  const gross = minorUnits(division.gross);
  if (refunded === gross && division.feeRefunded) return linesOf(division, sellerPartyId);
  const part = (minor: bigint): bigint => halfUp(minor * refunded, gross);
  const vat = refunded === gross ? minorUnits(division.vat) : vatInside(refunded, division.vatRate);
  const [fee, feeVat] = [part(minorUnits(division.fee)), part(minorUnits(division.feeVat))];
  const { base, shares } = division;
  const pool = poolOf(refunded, base, vat, fee);
  const weights = shares.map(({ weight }) => BigInt(weight));
  const isBlank = weights.every((weight) => weight === 0n);
  const amounts = isBlank ? weights : split(pool, weights);
  const lines = allLines(refunded, { vat, fee, feeVat, base, shares, amounts }, sellerPartyId);
  return division.feeRefunded ? lines : keptFee(lines, sellerPartyId, fee, feeVat);
};

interface Taken {
  readonly vat: bigint;
  readonly fee: bigint;
  readonly feeVat: bigint;
  readonly base: SharingBase;
  readonly shares: readonly SettledShare[];
  readonly amounts: readonly bigint[];
}

const allLines = (gross: bigint, taken: Taken, sellerPartyId: string): Lines => {
  const { vat, fee, feeVat, shares, amounts } = taken;
  const lines = new Map<AccountId, bigint>();
  const add = (account: AccountId, minor: bigint): void => {
    lines.set(account, (lines.get(account) ?? 0n) + minor);
  };
  for (const [at, { partyId }] of shares.entries()) {
    const isSeller = partyId === sellerPartyId;
    add(accountOf(isSeller ? 'payable' : 'share', partyId), amounts[at] ?? 0n);
  }
  add(accountOf('tax', sellerPartyId), vat);
  add(accountOf('fee', exchangeOwner), fee - feeVat);
  add(accountOf('tax', exchangeOwner), feeVat);
  // What is shared before tax or fee are taken out leaves them to the seller.
  const sum = [...lines.values()].reduce((total, minor) => total + minor, 0n);
  add(accountOf('payable', sellerPartyId), gross - sum);
  return lines;
};

/** The exchange keeps its fee: the seller gives that part of the price back himself. */
const keptFee = (lines: Lines, sellerPartyId: string, fee: bigint, feeVat: bigint): Lines => {
  const kept = new Map(lines);
  const add = (account: AccountId, minor: bigint): void => {
    kept.set(account, (kept.get(account) ?? 0n) + minor);
  };
  add(accountOf('fee', exchangeOwner), feeVat - fee);
  add(accountOf('tax', exchangeOwner), -feeVat);
  add(accountOf('payable', sellerPartyId), fee);
  return kept;
};

/** What the seller himself is left with of the whole price. */
export const sellerPart = (division: Division, sellerPartyId: string): bigint =>
  linesOf(division, sellerPartyId).get(accountOf('payable', sellerPartyId)) ?? 0n;
