import { isDate, shanghaiDate } from '../calendar.js';
import { isShare, sumToOne } from '../fraction.js';
import { corrector } from '../four-eyes.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { BarCorrection, Correction, EntryCorrection } from './disposal.events.js';
import { areKin } from './entry-line.js';
import { checkKept, entryAsGiver, grantAsGiver, offeredAsGiver } from './giver.js';
import type { CommandOf } from './title.commands.js';
import { checkRegistrar, checkRoom, checkSight, entryOf } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import {
  licensingStands,
  openGrants,
  pendingReservations,
  rankingPledges,
} from './title.standing.js';
import type { Entry, Licensing, ProposedCorrection, Title } from './title.js';

/**
 * Four eyes: one person of the registrar's proposes, another approves. What a correction changes are
 * particulars that were written down wrongly; who holds what moves by its own events only.
 */
export const proposeCorrection = (
  { data, meta }: CommandOf<'ProposeCorrection'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { correctionId, correctedEvent, correction, reason } = data;
  const known = title.corrections.get(correctionId);
  if (known !== undefined) {
    const isSame =
      known.correctedEvent === correctedEvent &&
      known.reason === reason &&
      sameJson(known.correction, correction);
    return isSame ? [] : refuse('title_id_taken', { id: correctionId });
  }
  checkRoom(title);
  checkCorrection(title, correctedEvent, correction, meta.now);
  const proposed = { ...data, proposer: meta.actor.person, on: shanghaiDate(meta.now) };
  return [{ type: 'CorrectionProposed', data: proposed }];
};

/** Judged again by the title of now: something may have come to rest on what would change. */
export const approveCorrection = (
  { data, meta }: CommandOf<'ApproveCorrection'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const found = correctionOf(title, data.correctionId);
  if (found.decided?.as === 'approved') return [];
  const approver = decidedBy(found, meta.actor.person);
  const { assetId, correctionId, correctedEvent, correction, reason, proposer } = found;
  checkCorrection(title, correctedEvent, correction, meta.now);
  const on = shanghaiDate(meta.now);
  const corrected = { assetId, correctionId, correctedEvent, correction, reason, proposer };
  return [{ type: 'TitleCorrected', data: { ...corrected, approver, on } }];
};

export const rejectCorrection = (
  { data, meta }: CommandOf<'RejectCorrection'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { assetId, correctionId, reason } = data;
  const found = correctionOf(title, correctionId);
  if (found.decided?.as === 'rejected') return [];
  const approver = decidedBy(found, meta.actor.person);
  const on = shanghaiDate(meta.now);
  return [{ type: 'CorrectionRejected', data: { assetId, correctionId, reason, approver, on } }];
};

const correctionOf = (title: Title, correctionId: string): ProposedCorrection =>
  title.corrections.get(correctionId) ?? refuse('correction_not_found', { correctionId });

const decidedBy = (found: ProposedCorrection, person: string): string =>
  corrector({ ...found, decided: found.decided?.as }, person);

const checkCorrection = (
  title: Title,
  correctedEvent: number,
  { of, id, change }: Correction,
  now: string,
): void => {
  if (Object.keys(change).length === 0) refuse('correction_not_possible', { field: 'change' });
  const kept = of === 'entry' ? entryOf(title, id) : title.bars.get(id);
  if (kept === undefined) return refuse('bar_not_found', { barId: id });
  if (kept.version !== correctedEvent) {
    refuse('correction_event_wrong', { correctedEvent: kept.version });
  }
  const period = { from: change.from ?? kept.from, until: change.until ?? kept.until };
  if (!isDate(period.from)) refuse('term_invalid', { field: 'from' });
  const { until } = period;
  if (until !== undefined && (!isDate(until) || until < period.from)) {
    refuse('term_invalid', { field: 'until' });
  }
  if (of === 'entry') checkEntry(title, id, change, now);
  else checkBar(title, id, change);
};

/** Nobody who relies on the entry may lose by a correction: his scope must still lie inside. */
const checkEntry = (title: Title, id: string, change: EntryCorrection, now: string): void => {
  const entry = entryOf(title, id);
  const { shares } = change;
  if (shares !== undefined) checkShares(entry, shares);
  const scope = [change.from, change.until, change.purposes, change.fields, change.territory];
  if (scope.every((field) => field === undefined)) return;
  if (entry.movedTo !== undefined) refuse('correction_not_possible', { field: 'scope' });
  const pledgeIds = rankingPledges(title, id, now).map(({ pledgeId }) => pledgeId);
  if (pledgeIds.length > 0) refuse('entry_in_use', { pledgeIds, grantIds: [], reservationIds: [] });
  const { shares: _shares, ...particulars } = change;
  const [before, corrected] = [entryAsGiver(entry), entryAsGiver({ ...entry, ...particulars })];
  for (const grant of openGrants(title, id, now)) {
    checkKept(grant.terms, grantAsGiver(title, grant, entry), before, corrected);
  }
  for (const { terms } of [...offersOn(title, id, now), ...pendingReservations(title, id, now)]) {
    checkKept(terms, offeredAsGiver(terms, entry), before, corrected);
  }
};

/** Licences in any number are sold under an offer without the title being asked again. */
const offersOn = (title: Title, id: string, now: string): readonly Licensing[] =>
  [...title.licensing.values()].filter(
    (licensing) => areKin(title, licensing.holdingId, id) && licensingStands(licensing, now),
  );

const checkShares = ({ holders }: Entry, shares: readonly string[]): void => {
  const fits = shares.length === holders.length && shares.every(isShare) && sumToOne(shares);
  if (!fits) refuse('shares_invalid', { field: 'correction.change.shares' });
};

/** The queue of freezes is by their days: a correction may not put one before another. */
const checkBar = (title: Title, id: string, { from }: BarCorrection): void => {
  const bar = title.bars.get(id);
  if (from === undefined || bar?.ground !== 'freeze') return;
  const others = [...title.bars.values()].filter((one) => one.ground === 'freeze' && one !== bar);
  if (others.length > 0) {
    refuse('correction_not_possible', { field: 'from', barIds: others.map(({ barId }) => barId) });
  }
};
