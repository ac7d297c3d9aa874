import type { FinancingEvent } from '@ledger/domain/financing/financing.events.js';
import { fromMinorUnits, minorUnits, type Money } from '@ledger/domain/money.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { FinancingView } from './financing.view.js';

type Row = Omit<FinancingView, 'lastPosition'> & {
  readonly lastPosition?: number;
};
type Event = RecordedOf<FinancingEvent>;
type Requested = Extract<Event, { readonly type: 'FinancingRequested' }>;

/** One row per facility. */
export const financingFold: RowFold<FinancingEvent, FinancingView> = {
  name: 'financing',
  categories: ['financing'],
  table: FinancingView,
  key: 'financingId',
  keysOf: ({ data }) => [data.financingId],
  evolve: (row, event) => {
    if (event.type === 'FinancingRequested') return requested(event);
    if (row === undefined) throw new Error('A facility begins with FinancingRequested.');
    return changed(row, event);
  },
};

const requested = ({ data, position }: Requested): Row => ({
  financingId: data.financingId,
  borrowerPartyId: data.borrowerPartyId,
  lenderPartyId: data.lenderPartyId,
  status: 'requested',
  assetIds: [...new Set(data.collateral.map(({ assetId }) => assetId))],
  holdingIds: data.collateral.map(({ holdingId }) => holdingId),
  contractDigest: null,
  until: data.until,
  lineMinor: '0',
  balanceMinor: '0',
  isBreached: false,
  requestedPosition: position,
});

const plus = (minor: string, amount: Money, sign: 1n | -1n): string =>
  String(BigInt(minor) + sign * minorUnits(amount));

/** What a payment that never happened says. */
const nothing = { amount: fromMinorUnits(0n) };

const changed = (row: Row, event: Exclude<Event, Requested>): Row => {
  switch (event.type) {
    case 'OfferMade': {
      const { until, creditLine } = event.data;
      return { ...row, status: 'offered', until, lineMinor: String(minorUnits(creditLine)) };
    }
    case 'OfferAccepted':
      return { ...row, status: 'accepted', contractDigest: event.data.contractDigest };
    case 'CollateralPerfected': {
      const { holdingId } = event.data;
      // What is secured leaves the list of what is not: an empty one is a perfected facility.
      const left = row.holdingIds.filter((id) => id !== holdingId);
      const isWhole = row.status === 'accepted' && left.length === 0;
      return { ...row, holdingIds: left, ...(isWhole && { status: 'perfected' }) };
    }
    case 'FinancingAssigned':
      return { ...row, lenderPartyId: event.data.toPartyId };
    case 'DrawdownRecorded':
      return { ...row, balanceMinor: plus(row.balanceMinor, event.data.amount, 1n) };
    case 'RepaymentRecorded':
      return { ...row, balanceMinor: plus(row.balanceMinor, event.data.amount, -1n) };
    case 'PaymentCorrected': {
      const { of, from = nothing, to = nothing } = event.data;
      const [more, less] = of === 'drawdown' ? [to, from] : [from, to];
      const balanceMinor = plus(plus(row.balanceMinor, more.amount, 1n), less.amount, -1n);
      return { ...row, balanceMinor };
    }
    case 'CoverageBreached':
      return { ...row, isBreached: true };
    case 'CoverageRestored':
      return { ...row, isBreached: false };
    case 'FinancingDefaulted':
      return { ...row, status: 'defaulted' };
    case 'FinancingClosed':
      return { ...row, status: 'closed' };
    case 'CollateralAssigned':
    case 'DrawdownOutsideTerms':
    case 'PaymentCorrectionProposed':
    case 'PaymentCorrectionRejected':
    case 'MarginCalled':
    case 'MarginCured':
      return row;
  }
};
