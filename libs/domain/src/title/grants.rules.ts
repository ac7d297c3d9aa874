import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkCoOwners, checkPledgees, relying, type Deal } from './agreement.js';
import { holdersOf } from './entry-line.js';
import type { PartyNow, TransfereeEvidence } from './disposal.events.js';
import { checkInside } from './giver.js';
import { checkRegistered } from './pledged-object.js';
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
import { factOf, type Grant, type Title } from './title.state.js';

/** A right given to another party out of an entry or, where its terms allow, out of a grant. */
export const grantRight = ({ data, meta }: CommandOf<'GrantRight'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  const { granteeEvidence, objectEvidence, ...asked } = data;
  const { grantId, holdingId, parentGrantId, granteePartyId, terms } = asked;
  const giver = giverOf(title, holdingId, parentGrantId);
  checkHolder(giver.partyIds, meta);
  const granted = { ...asked, granterPartyId: meta.actor.partyId };
  const known = title.grants.get(grantId);
  if (known !== undefined || title.reservations.has(grantId)) {
    const isSame = known !== undefined && sameJson(saidOf(known), granted);
    return isSame ? [] : refuse('title_id_taken', { id: grantId });
  }
  checkRoom(title);
  checkDisposable(giver, meta.now);
  if (giver.partyIds.includes(granteePartyId)) return refuse('counterparty_is_the_holder');
  const grantee = registered(granteePartyId, granteeEvidence);
  checkTerm(terms, meta.now);
  checkInside(terms, giver);
  const { partyId: byPartyId } = meta.actor;
  const kind = terms.exclusive ? 'exclusiveGrant' : 'grant';
  const deal: Deal = { holdingId, kind, byPartyId, counterpartyPartyIds: [granteePartyId] };
  const coOwners = checkCoOwners(title, giver.partyIds, deal, meta.now);
  checkUnbarred(title, holdingId, meta.now);
  checkUnreserved(title, holdingId, meta.now);
  checkRegistered(objectEvidence, 'grant_asset_not_in_force', meta.now);
  const which = terms.exclusive ? 'any' : 'ordinaryLicence';
  const pledgees = checkPledgees(title, deal, meta.now, which).map(({ consentId }) => consentId);
  const span = { from: terms.from, until: terms.until ?? giver.span.until };
  const { exclusive } = terms;
  checkExclusivity(title, { holdingId, span, exclusive, parentGrantId }, meta.now);
  const agreed = { ...granted, ...relying(...coOwners, ...pledgees) };
  const relied = { granteeEvidence: grantee, ...(objectEvidence && { objectEvidence }) };
  return [{ type: 'RightGranted', data: { ...agreed, ...relied } }];
};

/** What was asked for, without what it was decided on: that may have moved when it is said again. */
const saidOf = (known: Grant) => {
  const { granteeEvidence: _grantee, objectEvidence: _object, ...said } = factOf(known);
  return said;
};

/** Pattern 2: a right is given to somebody who is there, and who takes part. */
const registered = (partyId: string, now: PartyNow | undefined): TransfereeEvidence => {
  if (now?.partyId !== partyId) return refuse('grantee_not_registered', { partyId });
  const { isSuspended, ...evidence } = now;
  return isSuspended === true ? refuse('party_suspended', { partyId }) : evidence;
};

/** One event: what descends from the grant ends with it, because the fold looks at its ancestors. */
export const endGrant = ({ data, meta }: CommandOf<'EndGrant'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, grantId, reason } = data;
  const grant = title.grants.get(grantId) ?? refuse('grant_not_found', { grantId });
  const { partyId, role } = meta.actor;
  const today = shanghaiDate(meta.now);
  const givers =
    grant.parentGrantId === undefined
      ? holdersOf(title, grant.holdingId, today)
      : giverOf(title, grant.holdingId, grant.parentGrantId).partyIds;
  const isRegistrar = role === 'registrar' && partyId === title.registrarPartyId;
  // Process: the contract that the grant came from is no more (pattern 2: the order that it read).
  const isOurs = role === 'system' && grant.orderId !== undefined;
  if (![...givers, grant.granteePartyId].includes(partyId) && !isRegistrar && !isOurs) {
    return refuse('not_a_side_of_the_grant', { grantId });
  }
  if (grant.ended !== undefined) return [];
  return [{ type: 'GrantEnded', data: { assetId, grantId, reason, on: today } }];
};
