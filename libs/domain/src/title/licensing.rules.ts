import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkInside } from './giver.js';
import type { CommandOf } from './title.commands.js';
import {
  checkDisposable,
  checkExclusivity,
  checkHolder,
  checkRoom,
  checkSight,
  checkSole,
  checkTerm,
  checkUnbarred,
  checkUnpledged,
  entryOf,
  giverOf,
} from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { factOf, type Title } from './title.state.js';

/**
 * The holder's standing leave to sell licences under an offer. Ordinary sales run under it without
 * writing here; an exclusive one still has to reserve.
 */
export const authoriseLicensing = (
  { data, meta }: CommandOf<'AuthoriseLicensing'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { holdingId, offerId, terms, until } = data;
  const giver = giverOf(title, holdingId);
  checkHolder(giver.partyIds, meta);
  const on = shanghaiDate(meta.now);
  const authorised = { ...data, authoriserPartyId: meta.actor.partyId };
  const known = title.licensing.get(offerId);
  if (known !== undefined) {
    const { on: _on, ...same } = factOf(known);
    const isSame = known.ended === undefined && sameJson(same, authorised);
    return isSame ? [] : refuse('offer_already_authorised', { offerId });
  }
  checkRoom(title);
  checkDisposable(giver, meta.now);
  checkTerm(terms, meta.now);
  checkTerm({ from: on, until }, meta.now);
  checkInside(terms, giver);
  if (giver.span.until !== undefined && until > giver.span.until) {
    return refuse('terms_exceed_right', { field: 'until', held: giver.span.until });
  }
  checkSole(giver.partyIds);
  checkUnbarred(title, holdingId, meta.now);
  checkUnpledged(title, holdingId, meta.now, 'any');
  const span = { from: terms.from, until: terms.until ?? giver.span.until };
  checkExclusivity(title, { holdingId, span, exclusive: false }, meta.now);
  return [{ type: 'LicensingAuthorised', data: { ...authorised, on } }];
};

/** Licences that were sold before keep standing: they live in their orders. */
export const withdrawLicensing = (
  { data, meta }: CommandOf<'WithdrawLicensing'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, offerId, reason } = data;
  const licensing = title.licensing.get(offerId) ?? refuse('licensing_not_found', { offerId });
  checkHolder(
    entryOf(title, licensing.holdingId).holders.map(({ partyId }) => partyId),
    meta,
  );
  if (licensing.ended !== undefined) return [];
  const on = shanghaiDate(meta.now);
  return [{ type: 'LicensingWithdrawn', data: { assetId, offerId, reason, on } }];
};
