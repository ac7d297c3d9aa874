import type { EventBody } from '@ledger/domain/decider.js';
import { minorUnits } from '@ledger/domain/money.js';
import { accountParts, type Posting } from '@ledger/domain/settlement/posting.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { MadeRows } from '@ledger/read-model/made-projection.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import {
  LedgerAccountView,
  LedgerDayView,
  LedgerEntryView,
  LedgerTotalView,
} from './settlement.views.js';

/** Categories of streams whose events may carry postings. */
const categories = ['order', 'wallet', 'netting'];

type Event = RecordedOf<EventBody>;

/** What any event may carry. */
interface Posted {
  readonly postings?: readonly Posting[];
}

interface Leg {
  readonly accountId: string;
  readonly counterAccount: string;
  readonly side: 'debit' | 'credit';
  readonly minor: bigint;
}

/** Every table asks for the legs of an event, several times over. */
const known = new WeakMap<object, readonly Leg[]>();

/** Both sides of every posting that came with an event, in order. */
const legsOf = ({ data }: Event): readonly Leg[] => {
  const there = known.get(data);
  if (there !== undefined) return there;
  const legs = legsIn(data);
  known.set(data, legs);
  return legs;
};

const legsIn = (data: Event['data']): readonly Leg[] => {
  const { postings = [] } = data as Posted;
  return postings.flatMap(({ debit, credit, amount }): readonly Leg[] => {
    const minor = minorUnits(amount);
    return [
      { accountId: debit, counterAccount: credit, side: 'debit', minor },
      { accountId: credit, counterAccount: debit, side: 'credit', minor },
    ];
  });
};

interface Turnover {
  readonly debitMinor: string;
  readonly creditMinor: string;
}

const nothing: Turnover = { debitMinor: '0', creditMinor: '0' };

const plus = (before: Turnover, legs: readonly Leg[]): Turnover => {
  const sum = (side: Leg['side']): bigint =>
    legs.reduce((total, leg) => (leg.side === side ? total + leg.minor : total), 0n);
  return {
    debitMinor: String(BigInt(before.debitMinor) + sum('debit')),
    creditMinor: String(BigInt(before.creditMinor) + sum('credit')),
  };
};

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
const partsOf = (accountId: string) => accountParts(accountId) ?? { kind: 'unknown', owner: '' };

/** One row per account. */
export const ledgerAccountFold: RowFold<EventBody, LedgerAccountView> = {
  name: 'ledger-account',
  categories,
  table: LedgerAccountView,
  key: 'accountId',
  keysOf: (event) => unique(legsOf(event).map(({ accountId }) => accountId)),
  evolve: (row, event, accountId) => {
    const legs = legsOf(event).filter((leg) => leg.accountId === accountId);
    return { accountId, ...partsOf(accountId), ...plus(row ?? nothing, legs) };
  },
};

/** One row per kind of accounts. */
export const ledgerTotalFold: RowFold<EventBody, LedgerTotalView> = {
  name: 'ledger-total',
  categories,
  table: LedgerTotalView,
  key: 'kind',
  keysOf: (event) => unique(legsOf(event).map(({ accountId }) => partsOf(accountId).kind)),
  evolve: (row, event, kind) => {
    const legs = legsOf(event).filter(({ accountId }) => partsOf(accountId).kind === kind);
    return { kind, ...plus(row ?? nothing, legs) };
  },
};

/** One row per leg. */
export const ledgerEntries: MadeRows<EventBody, LedgerEntryView> = {
  name: 'ledger-entry',
  categories,
  table: LedgerEntryView,
  key: 'entryId',
  concerns: ({ data }) => (data as Posted).postings !== undefined,
  rowsOf: (event) => {
    const { position, stream, type, metadata } = event;
    return legsOf(event).map(({ accountId, counterAccount, side, minor }, ordinal) => ({
      entryId: `${position}.${ordinal}`,
      accountId,
      position,
      ordinal,
      onDate: metadata.effectiveOn,
      stream,
      eventType: type,
      counterAccount,
      side,
      amountMinor: String(minor),
    }));
  },
};

/** One row per account and day. */
export const ledgerDayFold: RowFold<EventBody, LedgerDayView> = {
  name: 'ledger-day',
  categories,
  table: LedgerDayView,
  key: 'dayId',
  keysOf: (event) =>
    unique(legsOf(event).map(({ accountId }) => `${accountId} ${event.metadata.effectiveOn}`)),
  evolve: (row, event, dayId) => {
    const [accountId = '', onDate = ''] = dayId.split(' ');
    const legs = legsOf(event).filter((leg) => leg.accountId === accountId);
    return { dayId, accountId, onDate, ...plus(row ?? nothing, legs) };
  },
};
