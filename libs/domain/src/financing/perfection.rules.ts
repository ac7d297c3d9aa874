import { todayOf } from './financing.conditions.js';
import type { CommandOf } from './financing.commands.js';
import type { FinancingEvent } from './financing.events.js';
import type { FinancingState } from './facility.js';

/** What titles say of the facility's pledges, as our own processes report it. */

const isOpen = ({ status }: FinancingState): boolean =>
  ['accepted', 'perfected', 'defaulted'].includes(status);

/** Every pledge under the contract is reported; what is none of it says nothing. */
export const perfect = (
  { data }: CommandOf<'PerfectCollateral'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const { pledgeePartyIds, contractDigest, ...pledged } = data;
  const isOurs =
    pledgeePartyIds.includes(state.lenderPartyId) &&
    contractDigest === state.contractDigest &&
    state.request?.collateral.some(({ holdingId }) => holdingId === pledged.holdingId);
  const isKnown = state.perfected.some(({ pledgeId }) => pledgeId === pledged.pledgeId);
  return isOurs && isOpen(state) && !isKnown
    ? [{ type: 'CollateralPerfected', data: pledged }]
    : [];
};

/**
 * A pledge goes with the claim that it secures (Civil Code art. 407, 547): once all that stand are one
 * other lender's, the facility is his. Until then what is left stays with its lender, and what went
 * away no longer secures it.
 */
export const follow = (
  { data, meta }: CommandOf<'FollowAssignment'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const { standingPledgeIds, ...moved } = data;
  const { financingId, pledgeId, toPartyId, titleVersion } = moved;
  const pledge = state.perfected.find((one) => one.pledgeId === pledgeId);
  const isKnown = pledge?.assigned !== undefined && pledge.assigned.titleVersion >= titleVersion;
  if (pledge === undefined || isKnown || !isOpen(state)) return [];
  const on = todayOf(meta);
  const assigned: FinancingEvent = { type: 'CollateralAssigned', data: { ...moved, on } };
  const isWhole = state.perfected.every(
    (one) =>
      one === pledge ||
      !standingPledgeIds.includes(one.pledgeId) ||
      one.assigned?.toPartyId === toPartyId,
  );
  const { lenderPartyId: fromPartyId } = state;
  if (!isWhole || toPartyId === fromPartyId) return [assigned];
  return [
    assigned,
    { type: 'FinancingAssigned', data: { financingId, fromPartyId, toPartyId, on } },
  ];
};
