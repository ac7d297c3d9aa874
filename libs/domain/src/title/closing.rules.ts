import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import type { CommandOf } from './title.commands.js';
import { checkUnbarred, checkUnreserved } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import {
  entryStands,
  openGrants,
  pendingReservations,
  rankingPledges,
  standingPledges,
} from './title.standing.js';
import type { Entry, Title } from './title.js';

/**
 * Pattern 1: the asset is to be cancelled, and its title decides first. A holder's wish is refused
 * while an entry is another's or also another's (Civil Code art. 240, 301), while somebody's pledge,
 * grant or reservation rests on it or a bar stands. What an authority or the
 * registrar orders goes through: pledges then show that their object is gone (Civil Code art. 390).
 */
export const closeTitle = ({ data, meta }: CommandOf<'CloseTitle'>, title: Title): TitleEvent[] => {
  if (title.version === 0) return refuse('title_not_found');
  if (title.closed !== undefined) return [];
  const { assetId, reason, mode } = data;
  const { now } = meta;
  const live = [...title.entries.values()].filter((entry) => entryStands(entry, now));
  const holdingIds = live.map(({ holdingId }) => holdingId);
  if (data.mode === 'voluntary') {
    for (const entry of live) checkSoleHolder(entry, data.byPartyId);
    checkNothingRests(title, holdingIds, now);
  }
  const pledgeIds = idsOn(holdingIds, (id) =>
    standingPledges(title, id, now).map(({ pledgeId }) => pledgeId),
  );
  const on = shanghaiDate(now);
  return [{ type: 'TitleClosed', data: { assetId, mode, reason, pledgeIds, on } }];
};

/** What has moved to others, or is held with them, is not the applicant's alone to give up. */
const checkSoleHolder = ({ holdingId, holders }: Entry, byPartyId: string): void => {
  const others = holders.map(({ partyId }) => partyId).filter((partyId) => partyId !== byPartyId);
  if (others.length === holders.length) refuse('not_the_holder', { holdingId });
  if (others.length > 0) refuse('co_owners_must_agree', { partyIds: others });
};

const checkNothingRests = (title: Title, holdingIds: readonly string[], now: string): void => {
  const pledgeIds = idsOn(holdingIds, (id) =>
    rankingPledges(title, id, now).map(({ pledgeId }) => pledgeId),
  );
  const grantIds = idsOn(holdingIds, (id) =>
    openGrants(title, id, now).map(({ grantId }) => grantId),
  );
  const reservationIds = idsOn(holdingIds, (id) =>
    pendingReservations(title, id, now).map(({ reservationId }) => reservationId),
  );
  if (pledgeIds.length + grantIds.length + reservationIds.length > 0) {
    refuse('entry_in_use', { pledgeIds, grantIds, reservationIds });
  }
  for (const holdingId of holdingIds) {
    checkUnbarred(title, holdingId, now);
    checkUnreserved(title, holdingId, now);
  }
};

const idsOn = (
  holdingIds: readonly string[],
  ids: (holdingId: string) => readonly string[],
): readonly string[] => [...new Set(holdingIds.flatMap(ids))];
