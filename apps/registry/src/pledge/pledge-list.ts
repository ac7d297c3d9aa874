import type { PledgeDto } from '@ledger/contracts/pledge/pledge-answer.dto.js';
import type { PledgesQuery, PledgeState } from '@ledger/contracts/pledge/pledge.dto.js';
import { particulars } from '@ledger/contracts/pledge/pledge-item.js';
import { present } from '@ledger/contracts/present.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Pledge } from '@ledger/domain/title/title.state.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { StandIns, Standings } from '@ledger/http/parties/standings.js';
import type { SelectQueryBuilder } from 'typeorm';
import type { PledgeView } from './pledge.view.js';

/**
 * The rows that a caller may list: those in which his organisation, or one that it succeeded, is a
 * side; an auditor all. Several may stand for a pledgor, for a pledgee only one.
 */
export const pledgesSeenBy = (
  rows: SelectQueryBuilder<PledgeView>,
  { roles }: Pick<Caller, 'roles'>,
  { joint, sole }: Standing,
): SelectQueryBuilder<PledgeView> => {
  if (roles.includes('auditor')) return rows;
  const own = '(p.pledgeePartyId = ANY (:sole::text[]) OR p.pledgorPartyIds && :joint::text[])';
  return rows.andWhere(own, { sole, joint });
};

/** Which pledges are asked for, the sides as they stand today. */
export interface PledgeFilters {
  readonly pledgor?: Standing | undefined;
  readonly pledgee?: Standing | undefined;
  readonly state?: PledgeState | undefined;
}

/** The caller and the sides that he asks for, each in the places that it has today. */
export const sidesAsked = async (
  standings: Pick<Standings, 'ofEach'>,
  { partyId }: Pick<Caller, 'partyId'>,
  { pledgor, pledgee, state }: Pick<PledgesQuery, 'pledgor' | 'pledgee' | 'state'>,
): Promise<PledgeFilters & { readonly standing: Standing }> => {
  const named = [pledgor, pledgee].map((key) => (key === undefined ? partyId : partyIdInPath(key)));
  const [own, asPledgor, asPledgee] = await standings.ofEach([partyId, ...named]);
  if (own === undefined) throw new Error('A caller has an organisation.');
  return {
    standing: own,
    pledgor: pledgor === undefined ? undefined : asPledgor,
    pledgee: pledgee === undefined ? undefined : asPledgee,
    state,
  };
};

/** Filters by side and by the state of today: what time has ended is `lapsed`, written or not. */
export const filtered = (
  rows: SelectQueryBuilder<PledgeView>,
  { pledgor, pledgee, state }: PledgeFilters,
  today: string,
): SelectQueryBuilder<PledgeView> => {
  if (pledgor !== undefined) {
    rows.andWhere('p.pledgorPartyIds && :pledgors::text[]', { pledgors: pledgor.joint });
  }
  if (pledgee !== undefined) {
    rows.andWhere('p.pledgeePartyId = ANY (:pledgees::text[])', { pledgees: pledgee.sole });
  }
  return state === undefined ? rows : inState(rows, state, today);
};

const inState = (
  rows: SelectQueryBuilder<PledgeView>,
  state: PledgeState,
  today: string,
): SelectQueryBuilder<PledgeView> => {
  const open = "p.state IN ('claimed', 'registered')";
  switch (state) {
    case 'claimed':
    case 'registered':
      return rows.andWhere('p.state = :state AND p.standsUntil >= :today', { state, today });
    case 'lapsed':
      return rows.andWhere(`(p.state = 'lapsed' OR (${open} AND p.standsUntil < :today))`, {
        today,
      });
    case 'released':
    case 'declined':
    case 'cancelled':
    case 'enforced':
      return rows.andWhere('p.state = :state', { state });
  }
};

/**
 * A row as the list shows it, successors in their predecessors' places; its place among others is
 * for the title to say.
 */
export const listed = (row: PledgeView, now: string, standIns: StandIns): PledgeDto => {
  const secured = row.terms.amount;
  const remaining = fromMinorUnits(BigInt(row.remainingMinor));
  return {
    ...particulars(sidesToday(row.pledge, standIns), now, true),
    assetId: row.assetId,
    state: stateOn(row, shanghaiDate(now)),
    secured,
    released: fromMinorUnits(minorUnits(secured) - minorUnits(remaining)),
    remaining,
    recordedAt: row.recordedAt,
    ...present({
      registeredAt: row.registeredAt ?? undefined,
      endedAt: row.endedAt ?? undefined,
      endedReason: row.endedReason ?? undefined,
    }),
  };
};

export const stateOn = ({ state, standsUntil }: PledgeView, today: string): PledgeState => {
  const isOpen = state === 'claimed' || state === 'registered';
  return isOpen && standsUntil < today ? 'lapsed' : (state as PledgeState);
};

const sidesToday = (pledge: Pledge, standIns: StandIns): Pledge => ({
  ...pledge,
  pledgeePartyId: standIns.of(pledge.pledgeePartyId)[0] ?? pledge.pledgeePartyId,
  pledgorPartyIds: [...new Set(pledge.pledgorPartyIds.flatMap((id) => standIns.of(id)))],
});

/** Parties that a row names. */
export const sidesOf = ({ pledge }: PledgeView): readonly string[] => [
  pledge.pledgeePartyId,
  ...pledge.pledgorPartyIds,
];
