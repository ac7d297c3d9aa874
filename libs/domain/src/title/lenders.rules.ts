import { shanghaiDate } from '../calendar.js';
import { normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkCoOwners, relying, type Deal } from './agreement.js';
import { holdersOf } from './entry-line.js';
import { entryAsGiver } from './giver.js';
import type { CommandOf } from './title.commands.js';
import {
  checkDisposable,
  checkHolder,
  checkPositive,
  checkRoom,
  checkSight,
  checkStands,
  checkTerm,
  entryOf,
} from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { factOf, type Title } from './title.state.js';

/** `inspect` lets a lender look; `pledge` also lets him register, up to a total amount and a day. */
export const authoriseLender = (
  { data, meta }: CommandOf<'AuthoriseLender'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { holdingId, authorisationId, lenderPartyId, purpose, cap, until } = data;
  const giver = entryAsGiver(entryOf(title, holdingId));
  checkHolder(giver.partyIds, meta);
  const on = shanghaiDate(meta.now);
  const given = { ...data, ...(cap && { cap: normalMoney(cap) }) };
  const known = title.authorisations.get(authorisationId);
  if (known !== undefined) {
    const { on: _on, ...same } = factOf(known);
    return sameJson(same, given) ? [] : refuse('title_id_taken', { id: authorisationId });
  }
  checkRoom(title);
  if (giver.partyIds.includes(lenderPartyId)) return refuse('counterparty_is_the_holder');
  checkTerm({ from: on, until }, meta.now);
  if (cap !== undefined) checkPositive(cap);
  if (purpose === 'pledge') {
    checkDisposable(giver, meta.now);
    const { partyId: byPartyId } = meta.actor;
    const counterpartyPartyIds = [lenderPartyId];
    const deal: Deal = { holdingId, kind: 'pledge', byPartyId, counterpartyPartyIds };
    const agreed = relying(...checkCoOwners(title, giver.partyIds, deal, meta.now));
    return [{ type: 'LenderAuthorised', data: { ...given, ...agreed, on } }];
  }
  checkStands(giver.span, meta.now);
  return [{ type: 'LenderAuthorised', data: { ...given, on } }];
};

/** A pledge that was registered under it stands, and its lender goes on seeing the asset. */
export const withdrawLenderAuthorisation = (
  { data, meta }: CommandOf<'WithdrawLenderAuthorisation'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, authorisationId } = data;
  const given =
    title.authorisations.get(authorisationId) ??
    refuse('lender_authorisation_not_found', { authorisationId });
  const on = shanghaiDate(meta.now);
  checkHolder(holdersOf(title, given.holdingId, on), meta);
  if (given.ended !== undefined) return [];
  return [{ type: 'LenderAuthorisationWithdrawn', data: { assetId, authorisationId, on } }];
};
