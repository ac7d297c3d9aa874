import { addDays, endOfShanghaiDay } from '@ledger/domain/calendar.js';
import { minorUnits } from '@ledger/domain/money.js';
import { isPledgeLife } from '@ledger/domain/title/pledge-life.events.js';
import {
  pledgeAfter,
  pledgesTouched,
  type PledgeEvent,
} from '@ledger/domain/title/pledges.state.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { Pledge } from '@ledger/domain/title/title.state.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { PledgeView } from './pledge.view.js';

type Row = Omit<PledgeView, 'lastPosition'>;

/** One row per pledge or claim that there ever was: what the title's own rules make of its facts. */
export const pledgeFold: RowFold<TitleEvent, PledgeView> = {
  name: 'pledge',
  categories: ['title'],
  table: PledgeView,
  key: 'pledgeId',
  keysOf: (event) => {
    if (event.type === 'RightTransferred') return event.data.dischargedPledgeIds;
    return isOfPledge(event) ? pledgesTouched(event) : [];
  },
  evolve: (row, event) => {
    if (event.type === 'RightTransferred') return row && discharged(row, event);
    if (!isOfPledge(event)) return row;
    const pledge = pledgeAfter(row?.pledge, event, event.version);
    const begun =
      event.type === 'PledgeRegistered' || event.type === 'PledgeClaimed' ? event : undefined;
    const { position: recordedPosition, recordedAt } = begun ?? event;
    return rowOf(pledge, event, row ?? { recordedPosition, recordedAt });
  },
};

const ofBeginning: ReadonlySet<string> = new Set([
  'PledgeRegistered',
  'PledgeClaimed',
  'PledgeConfirmed',
  'PledgeDeclined',
  'PledgeClaimLapsed',
  'PledgeReleased',
]);

const isOfPledge = (event: RecordedOf<TitleEvent>): event is RecordedOf<PledgeEvent> =>
  isPledgeLife(event) || ofBeginning.has(event.type);

/** What does not change from one fact to the next. */
type Kept = Pick<Row, 'recordedPosition' | 'recordedAt'> &
  Partial<Pick<Row, 'registeredAt' | 'endedAt' | 'assetId'>>;

const rowOf = (
  pledge: Pledge,
  { data, recordedAt }: Pick<RecordedOf<PledgeEvent>, 'data' | 'recordedAt'>,
  kept: Kept,
): Row => {
  const { registered, claim, ended, terms, releaseDemand } = pledge;
  return {
    pledgeId: pledge.pledgeId,
    assetId: kept.assetId ?? data.assetId,
    holdingId: pledge.holdingId,
    pledgeePartyId: pledge.pledgeePartyId,
    pledgorPartyIds: pledge.pledgorPartyIds,
    state: ended?.as ?? (registered === undefined ? 'claimed' : 'registered'),
    standsUntil: standsUntil(pledge),
    terms,
    remainingMinor: minorUnits(pledge.remaining).toString(),
    titleVersion: pledge.rankKey.titleVersion,
    recordedPosition: kept.recordedPosition,
    recordedAt: kept.recordedAt,
    registeredAt: registered === undefined ? null : (kept.registeredAt ?? recordedAt),
    lapsesAfter: claim?.lapsesAfter ?? null,
    endedAt: ended === undefined ? null : (kept.endedAt ?? recordedAt),
    endedReason: ended?.reason ?? null,
    releaseDueOn: releaseDemand?.dueOn ?? null,
    dueAt: dueAt(pledge),
    pledge,
  };
};

/** Inclusive last day of the claim while it is claimed, else of the registration. */
const standsUntil = ({ registered, claim, terms: { until } }: Pledge): string => {
  if (registered !== undefined || claim === undefined) return until;
  return until < claim.lapsesAfter ? until : claim.lapsesAfter;
};

/** When something of it must next be written down: its own lapse, or that of an objection. */
const dueAt = ({ registered, ended, terms, objections = [] }: Pledge): string | null => {
  const waiting = objections
    .filter(({ over, pursued }) => over === undefined && pursued === undefined)
    .map(({ lapsesAfter }) => lapsesAfter);
  const isOpen = ended === undefined && registered !== undefined;
  const [first] = [...waiting, ...(isOpen ? [terms.until] : [])].sort();
  return first === undefined ? null : startOfShanghaiDay(addDays(first, 1));
};

const startOfShanghaiDay = (date: string): string =>
  new Date(Date.parse(endOfShanghaiDay(addDays(date, -1))) + 1).toISOString();

/** Ended with the transfer of its entry, as its pledgee had consented. */
const discharged = (
  row: PledgeView,
  {
    data: { on },
    recordedAt,
    version,
  }: RecordedOf<Extract<TitleEvent, { type: 'RightTransferred' }>>,
): Row => {
  const ended = { as: 'released', on, version, reason: 'discharged' } as const;
  const pledge: Pledge = { ...row.pledge, ended };
  return {
    ...row,
    state: ended.as,
    endedAt: recordedAt,
    endedReason: ended.reason,
    dueAt: dueAt(pledge),
    pledge,
  };
};
