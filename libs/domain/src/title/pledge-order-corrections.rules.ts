import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { consentsOfJuniors } from './agreement.js';
import type { FourEyes, PledgeAction } from './pledge-action.js';
import { transfersSince } from './pledge-enforcement.rules.js';
import { rankingSince } from './pledge-order.js';
import { checkRegistrar, checkRoom } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import type { Pledge, Title } from './title.js';

/**
 * Pledges that ended by an authority's order as it was recorded, and not as it was: the order
 * cancelled another, or left standing what ranks behind the one that was enforced by it.
 */

/** How an event of the title ended the pledge by order; `undefined`: it did not. */
export const endedByOrder = (
  { enforcements }: Title,
  { pledgeId, ended }: Pledge,
  version: number,
):
  | { readonly is: 'cancelled' }
  | { readonly is: 'cleared'; readonly enforcedPledgeId: string }
  | undefined => {
  if (ended?.version !== version) return undefined;
  if (ended.as === 'cancelled') return { is: 'cancelled' };
  const by = [...enforcements].find(
    ([, { since, clearedPledgeIds }]) => since === version && clearedPledgeIds.includes(pledgeId),
  );
  return by && { is: 'cleared', enforcedPledgeId: by[0] };
};

/** It stands again only while its term runs, and where nobody acquired the right as free of it. */
export const checkEndedByOrder = (
  title: Title,
  pledge: Pledge,
  correctedEvent: number,
  meta: Meta,
) => {
  checkRegistrar(title, meta);
  // Of an in-house register the holder's own managers are no registrars.
  if (meta.actor.role === 'manager') refuse('not_the_registrar');
  const { pledgeId, holdingId, terms, claim, registered } = pledge;
  const found =
    endedByOrder(title, pledge, correctedEvent) ??
    refuse('release_not_found', { pledgeId, correctedEvent });
  const on = shanghaiDate(meta.now);
  const isUnconfirmed = registered === undefined && on > (claim?.lapsesAfter ?? on);
  if (on > terms.until || isUnconfirmed) {
    refuse('pledge_over', { pledgeId, standing: 'lapsed' });
  }
  const transferIds = transfersSince(title, holdingId, correctedEvent);
  if (transferIds.length > 0) refuse('pledged_right_moved', { pledgeId, transferIds });
  return found;
};

/** The pledgee had no part in the mistake: he needs no new authorisation of the pledgor. */
export const correctEndedByOrder = (
  title: Title,
  pledge: Pledge,
  action: Extract<PledgeAction, { is: 'cancellationCorrection' }>,
  { meta, eyes }: { readonly meta: Meta; readonly eyes: FourEyes },
): TitleEvent[] => {
  const { is: _is, ...said } = action;
  const found = checkEndedByOrder(title, pledge, said.correctedEvent, meta);
  checkRoom(title);
  const since = rankingSince(title, pledge, said.correctedEvent, meta.now);
  const amount = pledge.remaining;
  const { consentIds, missing } = consentsOfJuniors(title, pledge, since, { amount }, meta.now);
  const keepsRank = missing.length === 0;
  const relied = keepsRank && consentIds.length > 0 ? { consentIds } : {};
  const { assetId } = title;
  const { pledgeId, pledgeePartyId } = pledge;
  const on = shanghaiDate(meta.now);
  const fact = { assetId, pledgeId, pledgeePartyId, ...said, keepsRank, ...relied, ...eyes, on };
  if (found.is === 'cancelled') return [{ type: 'PledgeCancellationCorrected', data: fact }];
  const { enforcedPledgeId } = found;
  return [{ type: 'PledgeClearingCorrected', data: { ...fact, enforcedPledgeId } }];
};
