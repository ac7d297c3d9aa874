import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, type Money, normalMoney } from '../money.js';
import { aloneOf, type Standing } from '../party/standing-in.js';
import { refuse } from '../refusal.js';
import type { FinancingState, FinancingStatus } from './facility.js';

/** Conditions that several steps of a facility set. Each refuses, or answers what it looked at. */

/** Who acts, and in whose place: a successor acts for those whom it took over (pattern 2). */
export type Acting = Meta & { readonly standing?: Standing };

/** Whether the actor lends, in its own place or that of whom it took over. */
export const isLender = (
  { lenderPartyId }: Pick<FinancingState, 'lenderPartyId'>,
  { actor, standing = aloneOf(actor.partyId) }: Acting,
): boolean => standing.sole.includes(lenderPartyId);

/** Strangers do not learn that it is there; the other side learns that this is not his to do. */
export const checkSide = (
  state: Pick<FinancingState, 'lenderPartyId' | 'request'>,
  meta: Acting,
  side: 'lender' | 'borrower' | 'either',
): void => {
  const { actor, standing = aloneOf(actor.partyId) } = meta;
  const { request } = state;
  const lends = isLender(state, meta);
  const isBorrower = request !== undefined && standing.joint.includes(request.borrowerPartyId);
  if (!lends && !isBorrower) refuse('financing_not_found');
  if (side === 'lender' && !lends) refuse('financing_not_the_lender');
  if (side === 'borrower' && !isBorrower) refuse('financing_not_the_borrower');
};

export const checkStatus = (
  { status }: FinancingState,
  ...allowed: readonly FinancingStatus[]
): void => {
  if (!allowed.includes(status)) refuse('financing_state_forbids', { status });
};

export const positive = (amount: Money): Money =>
  minorUnits(amount) > 0n
    ? normalMoney(amount)
    : refuse('financing_amount_not_positive', { amount: amount.amount });

export const todayOf = ({ now }: Meta): string => shanghaiDate(now);

/** Value date of what happened: today when absent, never ahead. */
export const happenedOn = (on: string | undefined, meta: Meta): string => {
  const today = todayOf(meta);
  if (on !== undefined && on > today)
    refuse('financing_dates_invalid', { until: on, after: today });
  return on ?? today;
};
