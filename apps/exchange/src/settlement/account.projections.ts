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
  readonly kind: string;
  readonly owner: string;
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
    return [legOf(debit, credit, 'debit', minor), legOf(credit, debit, 'credit', minor)];
  });
};

const legOf = (
  accountId: string,
  counterAccount: string,
  side: Leg['side'],
  minor: bigint,
): Leg => {
  const { kind, owner } = accountParts(accountId) ?? { kind: 'unknown', owner: '' };
  return { accountId, kind, owner, counterAccount, side, minor };
};

interface Turnover {
  readonly debitMinor: string;
  readonly creditMinor: string;
}

/** A turnover and what some of the legs of an event add to it. */
const plus = (
  before: Turnover | undefined,
  legs: readonly Leg[],
  isOwn: (leg: Leg) => boolean,
): Turnover => {
  let [debit, credit] = [0n, 0n];
  for (const leg of legs) {
    if (!isOwn(leg)) continue;
    if (leg.side === 'debit') debit += leg.minor;
    else credit += leg.minor;
  }
  return {
    debitMinor: added(before?.debitMinor, debit),
    creditMinor: added(before?.creditMinor, credit),
  };
};

const added = (before = '0', more: bigint): string =>
  more === 0n ? before : String(BigInt(before) + more);

const isOf =
  (accountId: string) =>
  (leg: Leg): boolean =>
    leg.accountId === accountId;

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

/** One row per account. */
export const ledgerAccountFold: RowFold<EventBody, LedgerAccountView> = {
  name: 'ledger-account',
  categories,
  table: LedgerAccountView,
  key: 'accountId',
  keysOf: (event) => unique(legsOf(event).map(({ accountId }) => accountId)),
  evolve: (row, event, accountId) => {
    const legs = legsOf(event);
    const { kind = '', owner = '' } = row ?? legs.find(isOf(accountId)) ?? {};
    const { debitMinor, creditMinor } = plus(row, legs, isOf(accountId));
    return { accountId, kind, owner, debitMinor, creditMinor };
  },
};

/** One row per kind of accounts. */
export const ledgerTotalFold: RowFold<EventBody, LedgerTotalView> = {
  name: 'ledger-total',
  categories,
  table: LedgerTotalView,
  key: 'kind',
  keysOf: (event) => unique(legsOf(event).map((leg) => leg.kind)),
  evolve: (row, event, kind) => {
    const { debitMinor, creditMinor } = plus(row, legsOf(event), (leg) => leg.kind === kind);
    return { kind, debitMinor, creditMinor };
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
    const { debitMinor, creditMinor } = plus(row, legsOf(event), isOf(accountId));
    return { dayId, accountId, onDate, debitMinor, creditMinor };
  },
};
