import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkCoOwners, checkPledgees, relying, type Deal } from './agreement.js';
import { holdersOf } from './entry-line.js';
import { checkInside } from './giver.js';
import type { CommandOf } from './title.commands.js';
import {
  checkDisposable,
  checkExclusivity,
  checkHolder,
  checkRoom,
  checkSight,
  checkTerm,
  checkUnbarred,
  checkUnreserved,
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
  const deal: Deal = { holdingId, kind: 'licensing', byPartyId: meta.actor.partyId, offerId };
  const coOwners = checkCoOwners(title, giver.partyIds, deal, meta.now);
  checkUnbarred(title, holdingId, meta.now);
  checkUnreserved(title, holdingId, meta.now);
  const pledgees = checkPledgees(title, deal, meta.now, 'any').map(({ consentId }) => consentId);
  const span = { from: terms.from, until: terms.until ?? giver.span.until };
  checkExclusivity(title, { holdingId, span, exclusive: false }, meta.now);
  return [
    {
      type: 'LicensingAuthorised',
      data: { ...authorised, ...relying(...coOwners, ...pledgees), on },
    },
  ];
};

/** Licences that were sold before keep standing: they live in their orders. */
export const withdrawLicensing = (
  { data, meta }: CommandOf<'WithdrawLicensing'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, offerId, reason } = data;
  const licensing = title.licensing.get(offerId) ?? refuse('licensing_not_found', { offerId });
  const on = shanghaiDate(meta.now);
  checkHolder(holdersOf(title, licensing.holdingId, on), meta);
  if (licensing.ended !== undefined) return [];
  return [{ type: 'LicensingWithdrawn', data: { assetId, offerId, reason, on } }];
};
