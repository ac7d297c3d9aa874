import { shanghaiDate } from '../calendar.js';
import { isShare } from '../fraction.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkCoOwners, checkPledgees, relying, type Deal } from './agreement.js';
import { holdersOf } from './entry-line.js';
import { checkInside } from './giver.js';
import { licencesCapMax, type SaleLimits } from './sale.events.js';
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
import type { GrantTerms, TitleEvent } from './title.events.js';
import { placesTaken } from './title.standing.js';
import { factOf, type Title } from './title.state.js';

/**
 * The holder's standing leave to sell under an offer. Licences in any number are sold under it
 * without writing here; an exclusive one, one of a capped number and the right itself still have to
 * reserve.
 */
export const authoriseLicensing = (
  { data, meta }: CommandOf<'AuthoriseLicensing'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { holdingId, offerId, terms, transfer, until } = data;
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
  checkSaleLimits(data);
  checkDisposable(giver, meta.now);
  checkTerm(terms, meta.now);
  checkTerm({ from: on, until }, meta.now);
  checkInside(terms, giver);
  if (giver.span.until !== undefined && until > giver.span.until) {
    return refuse('terms_exceed_right', { field: 'until', held: giver.span.until });
  }
  const kind = transfer === undefined ? 'licensing' : 'transfer';
  const deal: Deal = { holdingId, kind, byPartyId: meta.actor.partyId, offerId };
  const coOwners = checkCoOwners(title, giver.partyIds, deal, meta.now);
  checkUnbarred(title, holdingId, meta.now);
  checkUnreserved(title, holdingId, meta.now);
  const pledgees = checkPledgees(title, deal, meta.now, 'any').map(({ consentId }) => consentId);
  const span = { from: terms.from, until: terms.until ?? giver.span.until };
  // Who buys the right itself takes it with the licences that stand on it.
  if (transfer === undefined) {
    checkExclusivity(title, { holdingId, span, exclusive: false }, meta.now);
  }
  return [
    {
      type: 'LicensingAuthorised',
      data: { ...authorised, ...relying(...coOwners, ...pledgees), on },
    },
  ];
};

/** One kind of deal: exclusive, so many licences at most, the right itself, or none of these. */
const checkSaleLimits = ({
  terms,
  cap,
  transfer,
}: SaleLimits & { readonly terms: GrantTerms }): void => {
  const invalid = (field: string): never => refuse('licensing_deal_invalid', { field });
  if (cap !== undefined && (terms.exclusive || cap < 1 || cap > licencesCapMax)) invalid('cap');
  if (transfer === undefined) return;
  if (terms.exclusive || cap !== undefined) invalid('transfer');
  if (transfer.share !== undefined && !isShare(transfer.share)) invalid('transfer.share');
  const { purposes, fields, territory, until, sublicenceDepth } = terms;
  const limited = Object.entries({ purposes, fields, territory, until }).find(
    ([, value]) => value !== undefined,
  );
  if (limited !== undefined) invalid(`terms.${limited[0]}`);
  if (sublicenceDepth !== 0) invalid('terms.sublicenceDepth');
};

/**
 * The number is a promise to those who buy under it: it is lowered, to what is taken at the least,
 * and never raised. More licences are another offer, to which co-owners and pledgees agree anew.
 */
export const lowerCap = ({ data, meta }: CommandOf<'LowerCap'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, offerId, cap } = data;
  const licensing = title.licensing.get(offerId) ?? refuse('licensing_not_found', { offerId });
  const on = shanghaiDate(meta.now);
  checkHolder(holdersOf(title, licensing.holdingId, on), meta);
  if (licensing.cap === undefined) return refuse('licensing_uncapped', { offerId });
  if (cap === licensing.cap) return [];
  const taken = placesTaken(title, offerId, meta.now).length;
  const least = Math.max(1, taken);
  if (cap > licensing.cap || cap < least) {
    return refuse('licence_cap_out_of_range', { offerId, least, most: licensing.cap });
  }
  return [{ type: 'LicensingCapLowered', data: { assetId, offerId, cap, on } }];
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
