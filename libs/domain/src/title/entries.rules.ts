import { checkRecordable } from '../asset/eligibility.rules.js';
import { checkLine } from '../asset/rights-statement.rule.js';
import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { CommandOf } from './title.commands.js';
import {
  checkNotOfRegistrar,
  checkRegistrar,
  checkRoom,
  checkSight,
  checkUnbarred,
  checkUnreserved,
  entryOf,
} from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { openGrants, pendingReservations, rankingPledges } from './title.standing.js';
import { factOf, type Title } from './title.state.js';

/** Opening is a process's reaction: doing it again says nothing. */
export const openTitle = ({ data }: CommandOf<'OpenTitle'>, title: Title): TitleEvent[] =>
  title.version > 0 ? [] : [{ type: 'TitleOpened', data }];

/** Entries of one right coexist (guide art. 21): another entry never takes anything from these. */
export const recordHolding = (
  { data, meta }: CommandOf<'RecordHolding'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { assetId, entry, assetEvidence, recording } = data;
  const known = title.entries.get(entry.holdingId);
  if (known !== undefined) {
    return sameJson(factOf(known), entry) ? [] : refuse('title_id_taken', { id: entry.holdingId });
  }
  checkRoom(title);
  checkLine(entry, assetEvidence.source, 'entry', recording.circumstances);
  const holders = entry.holders.map(({ partyId }) => partyId);
  checkNotOfRegistrar(title, holders, 'entry.holders');
  checkRecordable(entry, assetEvidence.source, recording);
  return [{ type: 'HoldingRecorded', data: { assetId, entry, assetEvidence } }];
};

/** An entry goes only when nothing rests on it: pledgees and grantees would lose what they have. */
export const endHolding = ({ data, meta }: CommandOf<'EndHolding'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { assetId, holdingId, reason } = data;
  if (entryOf(title, holdingId).ended !== undefined) return [];
  const pledgeIds = rankingPledges(title, holdingId, meta.now).map(({ pledgeId }) => pledgeId);
  const grantIds = openGrants(title, holdingId, meta.now).map(({ grantId }) => grantId);
  const reservationIds = pendingReservations(title, holdingId, meta.now).map(
    ({ reservationId }) => reservationId,
  );
  if (pledgeIds.length + grantIds.length + reservationIds.length > 0) {
    return refuse('entry_in_use', { pledgeIds, grantIds, reservationIds });
  }
  checkUnbarred(title, holdingId, meta.now);
  checkUnreserved(title, holdingId, meta.now);
  const on = shanghaiDate(meta.now);
  return [{ type: 'HoldingEnded', data: { assetId, holdingId, reason, on } }];
};
