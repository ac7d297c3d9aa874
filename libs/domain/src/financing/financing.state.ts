import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { CollateralEntry, FinancingEvent, LineTerms } from './financing.events.js';

type DataOf<Type extends FinancingEvent['type']> = Extract<
  FinancingEvent,
  { readonly type: Type }
>['data'];

export type FinancingStatus =
  'none' | 'requested' | 'offered' | 'accepted' | 'perfected' | 'defaulted' | 'closed';

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

export type FinancingState = {
  readonly status: FinancingStatus;
  readonly request?: DataOf<'FinancingRequested'>;
  readonly offer?: DataOf<'OfferMade'>;
  readonly contractDigest?: string;
  readonly perfected: readonly (CollateralEntry & {
    readonly pledgeId: string;
    readonly secured: Money;
  })[];
  /** Fen drawn and repaid. */
  readonly drawn: bigint;
  readonly repaid: bigint;
  /** Ids of drawdowns and repayments: each is recorded once. */
  readonly recorded: ReadonlySet<string>;
  readonly flagged: readonly DataOf<'DrawdownOutsideTerms'>[];
  readonly isBreached: boolean;
  /** How it stood when the coverage was breached; while it is. */
  readonly breach?: DataOf<'CoverageBreached'>;
  /** Day on which it was closed. */
  readonly closedOn?: string;
  readonly marginCall?: DataOf<'MarginCalled'>;
};

export const initialFinancing = (): FinancingState => ({
  status: 'none',
  perfected: [],
  drawn: 0n,
  repaid: 0n,
  recorded: new Set(),
  flagged: [],
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

export const termsOf = ({ offer }: FinancingState): LineTerms | undefined => offer;

export const evolveFinancing = (
  state: FinancingState,
  { type, data }: FinancingEvent,
): FinancingState => {
  switch (type) {
    case 'FinancingRequested':
      return { ...state, status: 'requested', request: data };
    case 'OfferMade':
      return { ...state, status: 'offered', offer: data };
    case 'OfferAccepted':
      return { ...state, status: 'accepted', contractDigest: data.contractDigest };
    case 'CollateralPerfected': {
      const { assetId, holdingId, pledgeId, secured } = data;
      const perfected = [...state.perfected, { assetId, holdingId, pledgeId, secured }];
      const next = { ...state, perfected };
      const isWhole = state.status === 'accepted' && isWhollyPerfected(next);
      return isWhole ? { ...next, status: 'perfected' } : next;
    }
    case 'DrawdownRecorded': {
      const recorded = new Set(state.recorded).add(data.drawdownId);
      return { ...state, recorded, drawn: state.drawn + minorUnits(data.amount) };
    }
    case 'DrawdownOutsideTerms':
      return { ...state, flagged: [...state.flagged, data] };
    case 'RepaymentRecorded': {
      const recorded = new Set(state.recorded).add(data.repaymentId);
      return { ...state, recorded, repaid: state.repaid + minorUnits(data.amount) };
    }
    case 'CoverageBreached':
      return { ...state, isBreached: true, breach: data };
    case 'CoverageRestored': {
      const { breach: _, ...rest } = state;
      return { ...rest, isBreached: false };
    }
    case 'MarginCalled':
      return { ...state, marginCall: data };
    case 'MarginCured': {
      const { marginCall: _, ...rest } = state;
      return rest;
    }
    case 'FinancingDefaulted':
      return { ...state, status: 'defaulted' };
    case 'FinancingClosed': {
      const { marginCall: _, ...rest } = state;
      return { ...rest, status: 'closed', closedOn: data.on };
    }
  }
};
