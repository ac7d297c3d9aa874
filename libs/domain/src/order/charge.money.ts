import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { payDownAccount, payDownsBetween, type PayDown } from '../settlement/pay-down.js';
import { accountOf, posting, type AccountId, type Posting } from '../settlement/posting.js';
import { linesOf, reversedLines, sellerPart, type Lines } from '../settlement/settlement.js';
import { least } from '../whole.js';
import type { ChargeCredit } from './charge.events.js';
import { openOf, outstandingOf, type Charge } from './charge.state.js';
import type { PlacedOrder } from './order.state.js';

/**
 * Postings of charges. A charge stands on the buyer's `receivable` against the order's `due`; what is
 * paid lies in its `escrow` until a charge is wholly covered, and leaves it divided.
 */

const due = ({ orderId }: PlacedOrder): AccountId => accountOf('due', orderId);
const escrow = ({ orderId }: PlacedOrder): AccountId => accountOf('escrow', orderId);
const receivable = ({ buyerPartyId }: PlacedOrder): AccountId =>
  accountOf('receivable', buyerPartyId);
const owedToBuyer = ({ buyerPartyId }: PlacedOrder): AccountId =>
  accountOf('payable', buyerPartyId);

/** What so much more of a charge being taken back undoes of its division. */
const undone = (charge: Charge, minor: bigint, sellerPartyId: string): Lines => {
  const { division, credited } = charge;
  if (division === undefined) throw new Error(`Charge ${charge.chargeNo} was never divided.`);
  const before = credited === 0n ? new Map() : reversedLines(credited, division, sellerPartyId);
  return less(reversedLines(credited + minor, division, sellerPartyId), before);
};

const less = (a: Lines, b: Lines): Lines =>
  new Map(
    [...new Set([...a.keys(), ...b.keys()])].map((id) => [
      id,
      (a.get(id) ?? 0n) - (b.get(id) ?? 0n),
    ]),
  );

/** What of a sum each charge gives back, newest first; never more than is left of it. */
export const spread = (
  charges: readonly Charge[],
  sum: bigint,
): readonly { readonly charge: Charge; readonly minor: bigint }[] => {
  let left = sum;
  return charges.toReversed().flatMap((charge) => {
    const minor = least(left, charge.gross > 0n ? charge.gross - charge.credited : 0n);
    left -= minor;
    return minor > 0n ? [{ charge, minor }] : [];
  });
};

/** What taking back comes to: by charge, in all, and in postings. */
export interface Credited {
  readonly credits: readonly ChargeCredit[];
  readonly gross: bigint;
  readonly vat: bigint;
  readonly returned: Money | undefined;
  readonly postings: readonly Posting[];
}

/**
 * Charges taken back: what was not paid is due no more, what lay in the escrow goes back, what was
 * divided is given back by those who got it, each by its own division.
 */
export const creditedOf = (order: PlacedOrder, parts: ReturnType<typeof spread>): Credited => {
  const { sellerPartyId, charging } = order;
  const tax = accountOf('tax', sellerPartyId);
  const undoing = parts.map((part) => ({
    ...part,
    lines: undone(part.charge, part.minor, sellerPartyId),
  }));
  const unsettled = sumOf(parts.filter(({ charge }) => !charge.isSettled));
  const unpaid = least(unsettled, outstandingOf(charging));
  const returned = unsettled - unpaid;
  const vat = undoing.reduce((sum, { lines }) => sum + (lines.get(tax) ?? 0n), 0n);
  return {
    credits: undoing.map(({ charge, minor, lines }) => ({
      chargeNo: charge.chargeNo,
      amount: fromMinorUnits(minor),
      vat: fromMinorUnits(lines.get(tax) ?? 0n),
    })),
    gross: sumOf(parts),
    vat,
    returned: returned === 0n ? undefined : fromMinorUnits(returned),
    postings: [
      ...posting(due(order), receivable(order), unpaid),
      ...posting(escrow(order), owedToBuyer(order), returned),
      ...undoing
        .filter(({ charge }) => charge.isSettled)
        .flatMap(({ lines }) =>
          [...lines].flatMap(([id, minor]) => posting(id, owedToBuyer(order), minor)),
        ),
    ],
  };
};

const sumOf = (parts: readonly { readonly minor: bigint }[]): bigint =>
  parts.reduce((sum, { minor }) => sum + minor, 0n);

/** One charge that leaves the escrow. */
export interface SettledCharge {
  readonly chargeNo: number;
  readonly gross: Money;
  readonly payDowns: readonly PayDown[];
}

/** The charges that the money in the escrow covers, oldest first, and what they come to. */
export const settledCharges = (
  order: PlacedOrder,
): { readonly charges: readonly SettledCharge[]; readonly postings: readonly Posting[] } => {
  let { pool } = order.charging;
  let proceeds = proceedsBefore(order);
  const charges: SettledCharge[] = [];
  const postings: Posting[] = [];
  for (const charge of order.charging.charges) {
    const open = openOf(charge);
    if (open === 0n) continue;
    if (open > pool || charge.awaitsRecovery) break;
    pool -= open;
    const divided = dividedCharge(order, charge, proceeds);
    proceeds = divided.proceeds;
    charges.push({
      chargeNo: charge.chargeNo,
      gross: fromMinorUnits(open),
      payDowns: divided.payDowns,
    });
    postings.push(...divided.postings);
  }
  return { charges, postings };
};

/** What pledgees have had a claim on so far: the seller's part of the price and of the charges. */
const proceedsBefore = ({ settled, sellerPartyId, charging }: PlacedOrder): bigint =>
  (settled === undefined ? 0n : positive(sellerPart(settled.division, sellerPartyId))) +
  charging.proceeds;

const positive = (minor: bigint): bigint => (minor > 0n ? minor : 0n);

const dividedCharge = (order: PlacedOrder, charge: Charge, before: bigint) => {
  const { sellerPartyId, bound } = order;
  const { division, credited } = charge;
  if (division === undefined) throw new Error(`Charge ${charge.chargeNo} has no division.`);
  const taken = credited === 0n ? new Map() : reversedLines(credited, division, sellerPartyId);
  const lines = new Map(less(linesOf(division, sellerPartyId), taken));
  const own = accountOf('payable', sellerPartyId);
  const proceeds = before + positive(lines.get(own) ?? 0n);
  const payDowns = payDownsBetween(before, proceeds, bound);
  for (const payDown of payDowns) {
    const account = payDownAccount(payDown, sellerPartyId);
    if (account === undefined) continue;
    const minor = minorUnits(payDown.amount);
    lines.set(account, (lines.get(account) ?? 0n) + minor);
    lines.set(own, (lines.get(own) ?? 0n) - minor);
  }
  const postings = [...lines].flatMap(([id, minor]) => posting(escrow(order), id, minor));
  return { postings, payDowns: payDowns.filter(({ amount }) => minorUnits(amount) > 0n), proceeds };
};
