import { minorUnits } from '../money.js';
import { accountOf, exchangeOwner, posting, type Posting } from '../settlement/posting.js';
import { payDownAccount, payDownsBetween, type PayDown } from '../settlement/pay-down.js';
import { linesOf, reversedLines, type Division, type Lines } from '../settlement/settlement.js';
import type { PlacedOrder } from './order.state.js';

/**
 * Postings of an order. What the buyer has yet to pay stands on `receivable` against the order's
 * `due`; what he has paid lies in the order's own `escrow`, which is never below zero.
 */

type Sides = Pick<PlacedOrder, 'orderId' | 'buyerPartyId'>;

const due = ({ orderId }: Sides): string => accountOf('due', orderId);
const escrow = ({ orderId }: Sides): string => accountOf('escrow', orderId);
const receivable = ({ buyerPartyId }: Sides): string => accountOf('receivable', buyerPartyId);
const owedToBuyer = ({ buyerPartyId }: Sides): string => accountOf('payable', buyerPartyId);

/** The price becomes due with the contract, or rises by an amendment. */
export const charged = (order: Sides, minor: bigint): readonly Posting[] =>
  posting(receivable(order), due(order), minor);

/** The buyer's money comes in. */
export const paidIn = (order: Sides, minor: bigint): readonly Posting[] => [
  ...posting(accountOf('custody', exchangeOwner), receivable(order), minor),
  ...posting(due(order), escrow(order), minor),
];

/** Before settlement: the price falls; what was paid beyond it is owed to the buyer. */
export const reduced = (order: PlacedOrder, minor: bigint): readonly Posting[] => {
  const outstanding = order.due - order.received;
  const unpaid = minor < outstanding ? minor : outstanding;
  return [
    ...posting(due(order), receivable(order), unpaid),
    ...posting(escrow(order), owedToBuyer(order), minor - unpaid),
  ];
};

/** Nothing is due any more, and all that was paid in is owed to the buyer. */
export const unwound = (order: PlacedOrder): readonly Posting[] =>
  order.contract === undefined || order.settled !== undefined ? [] : reduced(order, order.due);

/** The escrow goes to those among whom the price is divided, pledgees before the seller. */
export const settledPostings = (
  order: PlacedOrder,
  division: Division,
): { readonly postings: readonly Posting[]; readonly payDowns: readonly PayDown[] } => {
  const { sellerPartyId, bound } = order;
  const own = accountOf('payable', sellerPartyId);
  const lines = new Map(linesOf(division, sellerPartyId));
  const before = order.charging.proceeds;
  const payDowns = payDownsBetween(before, before + (lines.get(own) ?? 0n), bound);
  for (const payDown of payDowns) {
    const account = payDownAccount(payDown, sellerPartyId);
    if (account === undefined) continue;
    const minor = minorUnits(payDown.amount);
    lines.set(account, (lines.get(account) ?? 0n) + minor);
    lines.set(own, (lines.get(own) ?? 0n) - minor);
  }
  return { postings: from(lines, escrow(order)), payDowns };
};

const from = (lines: Lines, source: string): readonly Posting[] =>
  [...lines].flatMap(([account, minor]) => posting(source, account, minor));

/** After settlement: each gives back what it got of so much of the price; the buyer is owed it. */
export const reversedPostings = (
  order: PlacedOrder,
  division: Division,
  minor: bigint,
): { readonly postings: readonly Posting[]; readonly vat: bigint } => {
  const { sellerPartyId, refunded } = order;
  const before = refunded === 0n ? new Map() : reversedLines(refunded, division, sellerPartyId);
  const after = reversedLines(refunded + minor, division, sellerPartyId);
  const accounts = new Set([...after.keys(), ...before.keys()]);
  const lines = new Map(
    [...accounts].map((account) => [
      account,
      (after.get(account) ?? 0n) - (before.get(account) ?? 0n),
    ]),
  );
  const postings = [...lines].flatMap(([account, part]) =>
    posting(account, owedToBuyer(order), part),
  );
  return { postings, vat: lines.get(accountOf('tax', sellerPartyId)) ?? 0n };
};
