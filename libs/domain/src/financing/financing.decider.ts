import type { StreamKind } from '../decider.js';
import { minorUnits } from '../money.js';
import { refuse } from '../refusal.js';
import { coverageOf, lineOn, millionths } from './coverage.js';
import { checkSide, checkStatus, positive, todayOf } from './financing.conditions.js';
import type { CommandOf, FinancingCommand } from './financing.commands.js';
import type { FinancingEvent } from './financing.events.js';
import type { FinancingState } from './facility.js';
import { balanceOf, evolveFinancing, initialFinancing } from './financing.state.js';
import {
  approvePaymentCorrection,
  proposePaymentCorrection,
  rejectPaymentCorrection,
} from './payment-corrections.rules.js';
import { drawDown, repay } from './payments.rules.js';
import { follow, perfect } from './perfection.rules.js';

/** Drawdowns, repayments and alarms of one facility, at most: what ends it always finds room. */
const eventsMax = 5_000;

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
  checkSide(state, meta, isAgreed ? 'lender' : 'either');
  checkStatus(state, 'requested', 'offered', 'accepted', 'perfected', 'defaulted');
  const balance = balanceOf(state);
  if (minorUnits(balance) > 0n) {
    refuse('financing_balance_outstanding', { balance: balance.amount });
  }
  const releaseRequestedPledgeIds = state.perfected.map(({ pledgeId }) => pledgeId);
  const closed = { ...data, releaseRequestedPledgeIds, on: todayOf(meta) };
  return [{ type: 'FinancingClosed', data: closed }];
};

/** What our own processes report: of what they do not find there is nothing to say. */
const ofProcesses: ReadonlySet<FinancingCommand['type']> = new Set([
  'PerfectCollateral',
  'FollowAssignment',
  'AssessCoverage',
] as const);

/** In whose place the actor stands is no part of what is recorded. */
const decide = (command: FinancingCommand, state: FinancingState): readonly FinancingEvent[] => {
  const { actingFor, ...data } = command.data;
  if (actingFor === undefined) return decideAs(command, state);
  const meta = { ...command.meta, standing: actingFor };
  return decideAs({ ...command, data, meta } as FinancingCommand, state);
};

const decideAs = (command: FinancingCommand, state: FinancingState): readonly FinancingEvent[] => {
  if (state.status === 'none' && command.type !== 'RequestFinancing') {
    return ofProcesses.has(command.type) ? [] : refuse('financing_not_found');
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
    case 'FollowAssignment':
      return follow(command, state);
    case 'RecordDrawdown':
      return drawDown(command, state);
    case 'RecordRepayment':
      return repay(command, state);
    case 'ProposePaymentCorrection':
      return proposePaymentCorrection(command, state);
    case 'ApprovePaymentCorrection':
      return approvePaymentCorrection(command, state);
    case 'RejectPaymentCorrection':
      return rejectPaymentCorrection(command, state);
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
    CollateralAssigned: 1,
    FinancingAssigned: 1,
    DrawdownRecorded: 1,
    DrawdownOutsideTerms: 1,
    RepaymentRecorded: 1,
    PaymentCorrectionProposed: 1,
    PaymentCorrected: 1,
    PaymentCorrectionRejected: 1,
    CoverageBreached: 1,
    CoverageRestored: 1,
    MarginCalled: 1,
    MarginCured: 1,
    FinancingDefaulted: 1,
    FinancingClosed: 1,
  },
  eventsMax,
};
