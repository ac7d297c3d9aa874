import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { FinancingState, FinancingStatus, PerfectedPledge } from './facility.js';
import type { FinancingEvent } from './financing.events.js';
import { paymentsAfter } from './payments.state.js';

/** Where a facility may go from where it is; staying is always allowed. */
export const financingGraph: Readonly<Record<FinancingStatus, readonly FinancingStatus[]>> = {
  none: ['requested'],
  requested: ['offered', 'closed'],
  offered: ['accepted', 'closed'],
  accepted: ['perfected', 'defaulted', 'closed'],
  perfected: ['defaulted', 'closed'],
  defaulted: ['closed'],
  closed: [],
};

export const initialFinancing = (): FinancingState => ({
  status: 'none',
  version: 0,
  lenderPartyId: '',
  perfected: [],
  drawn: 0n,
  repaid: 0n,
  payments: new Map(),
  corrections: new Map(),
  isBreached: false,
});

export const financingStream = (financingId: string): string => `financing-${financingId}`;

/** What is owed: drawdowns less repayments of principal. */
export const balanceOf = ({ drawn, repaid }: FinancingState): Money =>
  fromMinorUnits(drawn - repaid);

/** What may still be drawn; below zero only after a drawdown outside the terms. */
export const availableOf = (state: FinancingState): Money =>
  fromMinorUnits(lineOf(state) - state.drawn + state.repaid);

const lineOf = ({ offer, contractDigest }: FinancingState): bigint =>
  offer === undefined || contractDigest === undefined ? 0n : minorUnits(offer.creditLine);

/** Whether every entry that was to secure it does. */
const isWhollyPerfected = ({ request, perfected }: FinancingState): boolean =>
  request?.collateral.every(({ holdingId }) =>
    perfected.some((one) => one.holdingId === holdingId),
  ) ?? false;

/**
 * The pledges that are the lender's own. What was assigned to another without the rest secures that
 * one's claim, and not this facility.
 */
export const ownPledges = ({
  perfected,
  lenderPartyId,
  request,
}: Pick<FinancingState, 'perfected' | 'lenderPartyId' | 'request'>): readonly PerfectedPledge[] =>
  perfected.filter(
    ({ assigned }) => (assigned?.toPartyId ?? request?.lenderPartyId) === lenderPartyId,
  );

export const evolveFinancing = (state: FinancingState, event: FinancingEvent): FinancingState => {
  const version = state.version + 1;
  return { ...after(state, event, version), version };
};

const after = (state: FinancingState, event: FinancingEvent, version: number): FinancingState => {
  switch (event.type) {
    case 'FinancingRequested': {
      const { lenderPartyId } = event.data;
      return { ...state, status: 'requested', request: event.data, lenderPartyId };
    }
    case 'OfferMade':
      return { ...state, status: 'offered', offer: event.data };
    case 'OfferAccepted': {
      const { contractDigest, on: acceptedOn } = event.data;
      return { ...state, status: 'accepted', contractDigest, acceptedOn };
    }
    case 'CollateralPerfected': {
      const { assetId, holdingId, pledgeId, secured } = event.data;
      const perfected = [...state.perfected, { assetId, holdingId, pledgeId, secured }];
      const next = { ...state, perfected };
      const isWhole = state.status === 'accepted' && isWhollyPerfected(next);
      return isWhole ? { ...next, status: 'perfected' } : next;
    }
    case 'CollateralAssigned': {
      const { pledgeId, toPartyId, titleVersion } = event.data;
      const perfected = state.perfected.map((one) =>
        one.pledgeId === pledgeId ? { ...one, assigned: { toPartyId, titleVersion } } : one,
      );
      return { ...state, perfected };
    }
    case 'FinancingAssigned':
      return { ...state, lenderPartyId: event.data.toPartyId };
    case 'DrawdownRecorded':
    case 'DrawdownOutsideTerms':
    case 'RepaymentRecorded':
    case 'PaymentCorrectionProposed':
    case 'PaymentCorrected':
    case 'PaymentCorrectionRejected':
      return { ...state, ...paymentsAfter(state, event, version) };
    case 'CoverageBreached':
      return { ...state, isBreached: true, breach: event.data };
    case 'CoverageRestored': {
      const { breach: _, ...rest } = state;
      return { ...rest, isBreached: false };
    }
    case 'MarginCalled':
      return { ...state, marginCall: event.data };
    case 'MarginCured': {
      const { marginCall: _, ...rest } = state;
      return rest;
    }
    case 'FinancingDefaulted':
      return { ...state, status: 'defaulted' };
    case 'FinancingClosed': {
      const { marginCall: _, ...rest } = state;
      return { ...rest, status: 'closed', closedOn: event.data.on };
    }
  }
};
