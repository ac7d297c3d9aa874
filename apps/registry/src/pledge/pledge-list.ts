import type { PledgeDto } from '@ledger/contracts/pledge/pledge-answer.dto.js';
import type { PledgesQuery, PledgeState } from '@ledger/contracts/pledge/pledge.dto.js';
import { particulars } from '@ledger/contracts/pledge/pledge-item.js';
import { present } from '@ledger/contracts/present.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { SelectQueryBuilder } from 'typeorm';
import type { PledgeView } from './pledge.view.js';

/** The rows that a caller may list: those in which his organisation is a side; an auditor all. */
export const pledgesSeenBy = (
  rows: SelectQueryBuilder<PledgeView>,
  { partyId, roles }: Pick<Caller, 'partyId' | 'roles'>,
): SelectQueryBuilder<PledgeView> => {
  if (roles.includes('auditor')) return rows;
  const own = '(p.pledgeePartyId = :me OR p.pledgorPartyIds @> ARRAY[:me]::text[])';
  return rows.andWhere(own, { me: partyId });
};

/** Filters by side and by the state of today: what time has ended is `lapsed`, written or not. */
export const filtered = (
  rows: SelectQueryBuilder<PledgeView>,
  { pledgor, pledgee, state }: Pick<PledgesQuery, 'pledgor' | 'pledgee' | 'state'>,
  today: string,
): SelectQueryBuilder<PledgeView> => {
  if (pledgor !== undefined) {
    const pledgorId = partyNamed(pledgor);
    rows.andWhere('p.pledgorPartyIds @> ARRAY[:pledgorId]::text[]', { pledgorId });
  }
  if (pledgee !== undefined) {
    rows.andWhere('p.pledgeePartyId = :pledgeeId', { pledgeeId: partyNamed(pledgee) });
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

/** A row as the list shows it; its place among others is for the title to say. */
export const listed = (row: PledgeView, now: string): PledgeDto => {
  const secured = row.terms.amount;
  const remaining = fromMinorUnits(BigInt(row.remainingMinor));
  return {
    ...particulars(row.pledge, now, true),
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

const partyNamed = (key: string): string => (key.length === 18 ? partyIdOf('uscc', key) : key);
