import { shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { lastDayOf } from '../month.js';
import { refuse } from '../refusal.js';
import type { NettedLine, NettingEvent } from './netting.events.js';
import { accountOf, accountParts, exchangeOwner, posting, postingsOf } from './posting.js';

/** Operator: pays a party what is left of a month, or has been paid by it. */
export type NetMonth = {
  readonly type: 'NetMonth';
  readonly data: {
    readonly partyId: string;
    readonly month: string;
    readonly reference: string;
    /** Pattern 2: credits less debits in fen at the end of the month's last day. */
    readonly closings: readonly { readonly accountId: string; readonly minor: string }[];
    readonly balancesAt: number;
  };
  readonly meta: Meta;
};

/** What was set off so far; oldest first. */
export type NettingState = readonly Extract<NettingEvent, { type: 'MonthNetted' }>['data'][];

export const nettingStream = (partyId: string): string => `netting-${partyId}`;

/** Accounts that are paid out; money in escrow, on deposit or to come in is not. */
const nettedKinds: ReadonlySet<string> = new Set(['payable', 'share', 'payDown', 'tax']);

/** `netting-<partyId>`: twelve events a year. */
export const nettingKind: StreamKind<NetMonth, NettingEvent, NettingState> = {
  category: 'netting',
  decider: {
    initialState: () => [],
    evolve: (state, { data }) => [...state, data],
    decide: (command, state) => netMonth(command, state),
  },
  schemaVersions: { MonthNetted: 1 },
  eventsMax: 1_200,
};

/**
 * Months go forward, so that nothing is paid twice: what an earlier netting took after this month
 * had ended is still in the month's closing, and is taken off it.
 */
const netMonth = ({ data, meta }: NetMonth, state: NettingState): NettingEvent[] => {
  const { partyId, month, reference, closings, balancesAt } = data;
  const end = lastDayOf(month);
  const on = shanghaiDate(meta.now);
  if (on <= end) return refuse('netting_month_open', { month, until: end });
  const latest = state.at(-1)?.month ?? '';
  if (month <= latest) return refuse('netting_not_in_order', { month, latest });
  const taken = state.filter((netted) => netted.on > end).flatMap(({ lines }) => lines);
  const open = closings.flatMap(({ accountId, minor }) => {
    if (!nettedKinds.has(accountParts(accountId)?.kind ?? '')) return [];
    const before = taken
      .filter((line) => line.accountId === accountId)
      .reduce((sum, line) => sum + signed(line), 0n);
    const left = BigInt(minor) - before;
    return left === 0n ? [] : [{ accountId, left }];
  });
  if (open.length === 0) return refuse('netting_nothing', { month });
  const net = open.reduce((sum, { left }) => sum + left, 0n);
  const custody = accountOf('custody', exchangeOwner);
  return [
    {
      type: 'MonthNetted',
      data: {
        partyId,
        month,
        lines: open.map(({ accountId, left }) => lineOf(accountId, left)),
        direction: net === 0n ? 'even' : net > 0n ? 'payOut' : 'payIn',
        net: fromMinorUnits(net < 0n ? -net : net),
        reference,
        balancesAt,
        on,
        ...postingsOf(open.flatMap(({ accountId, left }) => posting(accountId, custody, left))),
      },
    },
  ];
};

const lineOf = (accountId: string, left: bigint): NettedLine =>
  left > 0n
    ? { accountId, side: 'owedToParty', amount: fromMinorUnits(left) }
    : { accountId, side: 'owedByParty', amount: fromMinorUnits(-left) };

const signed = ({ side, amount }: NettedLine): bigint =>
  side === 'owedToParty' ? minorUnits(amount) : -minorUnits(amount);
