import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { areKin } from './entry-line.js';
import type { CommandOf } from './title.commands.js';
import { checkRoom, checkSight, checkTerm, entryOf } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { pledgeStanding } from './title.standing.js';
import { factOf, type Title } from './title.state.js';

type Consenting = CommandOf<'ConsentToDisposal'>;

/**
 * A co-owner, or a pledgee, agrees to one disposal before it is made. Whatever it leaves open (to
 * whom, under which offer, by which contract) it agrees to; it is used up by the disposal.
 */
export const consentToDisposal = ({ data, meta }: Consenting, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  const { consentId, until } = data;
  const entry = entryOf(title, data.holdingId);
  checkCapacity({ data, meta }, title, entry.holders);
  const on = shanghaiDate(meta.now);
  const consented = { ...data, partyId: meta.actor.partyId };
  const known = title.consents.get(consentId);
  if (known !== undefined) {
    const { on: _on, usedBy: _usedBy, ...same } = factOf(known);
    return sameJson(same, consented) ? [] : refuse('title_id_taken', { id: consentId });
  }
  checkRoom(title);
  checkTerm({ from: on, until }, meta.now);
  return [{ type: 'DisposalConsented', data: { ...consented, on } }];
};

const checkCapacity = (
  { data, meta }: Pick<Consenting, 'data' | 'meta'>,
  title: Title,
  holders: readonly { readonly partyId: string }[],
): void => {
  const { partyId } = meta.actor;
  if (data.capacity === 'coOwner') {
    if (!holders.some((holder) => holder.partyId === partyId)) refuse('not_the_holder');
    if (holders.length < 2) refuse('consent_not_needed', { holdingId: data.holdingId });
    const stated = [data.pledgeId, data.pledge, data.proceeds, data.amountMax];
    if (stated.some((field) => field !== undefined)) {
      refuse('consent_not_needed', { field: 'pledge' });
    }
    return;
  }
  if (data.amountMax !== undefined && data.disposal !== 'rankChange') {
    refuse('consent_not_needed', { field: 'amountMax' });
  }
  const pledgeId = data.pledgeId ?? '';
  const pledge = title.pledges.get(pledgeId) ?? refuse('pledge_not_found', { pledgeId });
  if (pledge.pledgeePartyId !== partyId) refuse('not_the_pledgee', { pledgeId });
  if (!areKin(title, pledge.holdingId, data.holdingId)) refuse('pledge_not_found', { pledgeId });
  const standing = pledgeStanding(pledge, meta.now);
  if (standing !== 'registered' && standing !== 'claimed') {
    refuse('pledge_over', { pledgeId, standing });
  }
};

/** Until it is used, who gave a consent may take it back. */
export const withdrawConsent = (
  { data, meta }: CommandOf<'WithdrawConsent'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, consentId, reason } = data;
  const consent = title.consents.get(consentId) ?? refuse('consent_not_found', { consentId });
  if (consent.partyId !== meta.actor.partyId) refuse('consent_of_another', { consentId });
  if (consent.ended !== undefined) return [];
  if (consent.usedBy !== undefined) {
    return refuse('consent_used', { consentId, titleVersion: consent.usedBy });
  }
  const on = shanghaiDate(meta.now);
  return [{ type: 'ConsentWithdrawn', data: { assetId, consentId, reason, on } }];
};
