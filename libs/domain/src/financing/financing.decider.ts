import { shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { minorUnits, type Money, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { coverageOf, lineOn, millionths } from './coverage.js';
import type { CommandOf, FinancingCommand } from './financing.commands.js';
import type { FinancingEvent, OutsideGround } from './financing.events.js';
import {
  availableOf,
  balanceOf,
  evolveFinancing,
  type FinancingState,
  type FinancingStatus,
  initialFinancing,
} from './financing.state.js';

/** Drawdowns, repayments and alarms of one facility, at most: what ends it always finds room. */
const eventsMax = 5_000;

/** Strangers do not learn that it is there; the other side learns that this is not his to do. */
const checkSide = (state: FinancingState, { actor }: Meta, side: 'lender' | 'borrower'): void => {
  const { lenderPartyId, borrowerPartyId } = state.request ?? {};
  const isLender = actor.partyId === lenderPartyId;
  const isBorrower = actor.partyId === borrowerPartyId;
  if (!isLender && !isBorrower) refuse('financing_not_found');
  if (side === 'lender' && !isLender) refuse('financing_not_the_lender');
  if (side === 'borrower' && !isBorrower) refuse('financing_not_the_borrower');
};

const checkStatus = ({ status }: FinancingState, ...allowed: readonly FinancingStatus[]): void => {
  if (!allowed.includes(status)) refuse('financing_state_forbids', { status });
};

const positive = (amount: Money): Money =>
  minorUnits(amount) > 0n
    ? normalMoney(amount)
    : refuse('financing_amount_not_positive', { amount: amount.amount });

const todayOf = ({ now }: Meta): string => shanghaiDate(now);

const request = (
  { data, meta }: CommandOf<'RequestFinancing'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkStatus(state, 'none');
  const { heldHoldingIds, ...asked } = data;
  const missing = asked.collateral.filter(({ holdingId }) => !heldHoldingIds.includes(holdingId));
  if (missing.length > 0 || asked.collateral.length === 0) {
    refuse('financing_collateral_missing', {
      holdingIds: missing.map(({ holdingId }) => holdingId),
    });
  }
  const today = todayOf(meta);
  if (asked.until <= today) refuse('financing_dates_invalid', { until: asked.until, after: today });
  const { partyId: borrowerPartyId } = meta.actor;
  const amount = positive(asked.amount);
  return [{ type: 'FinancingRequested', data: { ...asked, amount, borrowerPartyId } }];
};

/** A later offer takes the place of an earlier one until one is accepted. */
const makeOffer = (
  { data, meta }: CommandOf<'MakeOffer'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  checkStatus(state, 'requested', 'offered');
  const { policy, ...offered } = data;
  const { terms, version: policyVersion } = policy;
  const today = todayOf(meta);
  if (offered.until <= today || offered.openUntil < today || offered.openUntil > offered.until) {
    refuse('financing_dates_invalid', { until: offered.until, after: today });
  }
  const creditLine = positive(offered.creditLine);
  const values = offered.appraised.map(({ value }) => value);
  const isTooMuch = millionths(offered.ratio) > millionths(terms.ratioMax);
  const isTooLittle = millionths(offered.haircut) < millionths(terms.haircut);
  const [ratio, haircut] = [
    isTooMuch ? terms.ratioMax : offered.ratio,
    isTooLittle ? terms.haircut : offered.haircut,
  ];
  const largest = lineOn(values, haircut, ratio);
  if (isTooMuch || isTooLittle || minorUnits(creditLine) > minorUnits(largest)) {
    refuse('financing_line_above_ratio', { largest: largest.amount, ...terms });
  }
  const { coverageMin } = terms;
  return [{ type: 'OfferMade', data: { ...offered, creditLine, coverageMin, policyVersion } }];
};

const accept = (
  { data, meta }: CommandOf<'AcceptOffer'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'borrower');
  checkStatus(state, 'offered');
  const today = todayOf(meta);
  const { openUntil = '' } = state.offer ?? {};
  if (today > openUntil) refuse('financing_offer_expired', { openUntil });
  return [{ type: 'OfferAccepted', data: { ...data, on: today } }];
};

/** Our own process reports every pledge under the contract; what is none of it says nothing. */
const perfect = (
  { data }: CommandOf<'PerfectCollateral'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const { pledgeePartyId, contractDigest, ...pledged } = data;
  const isOurs =
    pledgeePartyId === state.request?.lenderPartyId &&
    contractDigest === state.contractDigest &&
    state.request.collateral.some(({ holdingId }) => holdingId === pledged.holdingId);
  const isKnown = state.perfected.some(({ pledgeId }) => pledgeId === pledged.pledgeId);
  const isOpen = ['accepted', 'perfected', 'defaulted'].includes(state.status);
  return isOurs && isOpen && !isKnown ? [{ type: 'CollateralPerfected', data: pledged }] : [];
};

/** What happened is recorded; whether it was agreed is said beside it. */
const drawDown = (
  { data, meta }: CommandOf<'RecordDrawdown'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  const { claimsClosed, ...said } = data;
  const { financingId, drawdownId } = said;
  if (state.recorded.has(drawdownId)) return [];
  const amount = positive(data.amount);
  const on = data.on ?? todayOf(meta);
  if (on > todayOf(meta)) refuse('financing_dates_invalid', { until: on, after: todayOf(meta) });
  const isUnsecured = claimsClosed !== undefined && on >= claimsClosed.from;
  const grounds = [...outside(state, amount, on), ...(isUnsecured ? unsecured : [])];
  const flagged = { financingId, drawdownId, grounds, ...(isUnsecured && { claimsClosed }) };
  return [
    { type: 'DrawdownRecorded', data: { ...said, amount, on } },
    ...(grounds.length === 0 ? [] : [{ type: 'DrawdownOutsideTerms' as const, data: flagged }]),
  ];
};

const unsecured: readonly OutsideGround[] = ['claims_fixed'];

const outside = (state: FinancingState, amount: Money, on: string): readonly OutsideGround[] => {
  const { status, offer, isBreached } = state;
  const isAgreed = ['accepted', 'perfected', 'defaulted', 'closed'].includes(status);
  const checks: readonly (readonly [OutsideGround, boolean])[] = [
    ['not_accepted', !isAgreed],
    ['not_perfected', status === 'accepted'],
    ['line_exceeded', isAgreed && minorUnits(amount) > minorUnits(availableOf(state))],
    ['term_over', isAgreed && offer !== undefined && on > offer.until],
    ['coverage_breached', isBreached],
    ['defaulted', status === 'defaulted'],
    ['closed', status === 'closed'],
  ];
  return checks.flatMap(([ground, isSo]) => (isSo ? [ground] : []));
};

/** Interest alone is paid, too: most loans pay their principal at the end. */
const repaid = ({ amount, interest }: CommandOf<'RecordRepayment'>['data']): Money => {
  if (interest === undefined) return positive(amount);
  positive(interest);
  return minorUnits(amount) === 0n ? normalMoney(amount) : positive(amount);
};

const repay = (
  { data, meta }: CommandOf<'RecordRepayment'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  if (state.recorded.has(data.repaymentId)) return [];
  const amount = repaid(data);
  const balance = balanceOf(state);
  if (minorUnits(amount) > minorUnits(balance)) {
    refuse('financing_repayment_above_balance', { balance: balance.amount });
  }
  const on = data.on ?? todayOf(meta);
  if (on > todayOf(meta)) refuse('financing_dates_invalid', { until: on, after: todayOf(meta) });
  return [{ type: 'RepaymentRecorded', data: { ...data, amount, on } }];
};

/** One event per change: a breach that goes on is not told again. */
const assess = (
  { data, meta }: CommandOf<'AssessCoverage'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const { financingId, appraised } = data;
  const { offer, status } = state;
  if (offer === undefined || !['accepted', 'perfected', 'defaulted'].includes(status)) return [];
  const { isBreached, ...told } = coverageOf(appraised, balanceOf(state), offer);
  if (isBreached === state.isBreached) return [];
  const { coverageMin } = offer;
  const facts = { financingId, ...told, coverageMin, appraised, on: todayOf(meta) };
  return [{ type: isBreached ? 'CoverageBreached' : 'CoverageRestored', data: facts }];
};

const callMargin = (
  { data, meta }: CommandOf<'CallMargin'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  checkStatus(state, 'accepted', 'perfected');
  if (!state.isBreached) refuse('financing_coverage_sufficient');
  const today = todayOf(meta);
  if (data.until < today) refuse('financing_dates_invalid', { until: data.until, after: today });
  return [{ type: 'MarginCalled', data: { ...data, amount: positive(data.amount) } }];
};

const cureMargin = (
  { data, meta }: CommandOf<'CureMargin'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  const { financingId, how } = data;
  const { callId } = state.marginCall ?? refuse('financing_margin_call_not_open');
  return [{ type: 'MarginCured', data: { financingId, callId, how, on: todayOf(meta) } }];
};

const declareDefault = (
  { data, meta }: CommandOf<'DeclareDefault'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  checkStatus(state, 'accepted', 'perfected');
  const balance = balanceOf(state);
  if (minorUnits(balance) === 0n) refuse('financing_nothing_owed');
  return [{ type: 'FinancingDefaulted', data: { ...data, balance, on: todayOf(meta) } }];
};

/** Either side ends what was not accepted; the lender closes what is paid off. */
const close = (
  { data, meta }: CommandOf<'CloseFinancing'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const isAgreed = ['accepted', 'perfected', 'defaulted'].includes(state.status);
  const isBorrower = meta.actor.partyId === state.request?.borrowerPartyId;
  checkSide(state, meta, !isAgreed && isBorrower ? 'borrower' : 'lender');
  checkStatus(state, 'requested', 'offered', 'accepted', 'perfected', 'defaulted');
  const balance = balanceOf(state);
  if (minorUnits(balance) > 0n) {
    refuse('financing_balance_outstanding', { balance: balance.amount });
  }
  const releaseRequestedPledgeIds = state.perfected.map(({ pledgeId }) => pledgeId);
  const closed = { ...data, releaseRequestedPledgeIds, on: todayOf(meta) };
  return [{ type: 'FinancingClosed', data: closed }];
};

const decide = (command: FinancingCommand, state: FinancingState): readonly FinancingEvent[] => {
  const isOurOwn = command.type === 'PerfectCollateral' || command.type === 'AssessCoverage';
  if (state.status === 'none' && command.type !== 'RequestFinancing') {
    return isOurOwn ? [] : refuse('financing_not_found');
  }
  switch (command.type) {
    case 'RequestFinancing':
      return request(command, state);
    case 'MakeOffer':
      return makeOffer(command, state);
    case 'AcceptOffer':
      return accept(command, state);
    case 'PerfectCollateral':
      return perfect(command, state);
    case 'RecordDrawdown':
      return drawDown(command, state);
    case 'RecordRepayment':
      return repay(command, state);
    case 'AssessCoverage':
      return assess(command, state);
    case 'CallMargin':
      return callMargin(command, state);
    case 'CureMargin':
      return cureMargin(command, state);
    case 'DeclareDefault':
      return declareDefault(command, state);
    case 'CloseFinancing':
      return close(command, state);
  }
};

/** `financing-<financingId>`. */
export const financingKind: StreamKind<FinancingCommand, FinancingEvent, FinancingState> = {
  category: 'financing',
  decider: { initialState: initialFinancing, evolve: evolveFinancing, decide },
  schemaVersions: {
    FinancingRequested: 1,
    OfferMade: 1,
    OfferAccepted: 1,
    CollateralPerfected: 1,
    DrawdownRecorded: 1,
    DrawdownOutsideTerms: 1,
    RepaymentRecorded: 1,
    CoverageBreached: 1,
    CoverageRestored: 1,
    MarginCalled: 1,
    MarginCured: 1,
    FinancingDefaulted: 1,
    FinancingClosed: 1,
  },
  eventsMax,
};
