import type { JsonObject } from '../json.js';
import type { DraftedOffer } from '../offer/offer.state.js';
import { deliveredContent } from '../offer/opinion.js';
import { closedGate, type GateEvidence } from '../offer/trading-gates.js';
import { grantStands, standingBars } from '../title/title.standing.js';
import type { Title } from '../title/title.js';
import type { DeliveryGate } from './order.commands.js';
import type { PlacedOrder } from './order.state.js';

/** What the gates of trading read now: the asset, the policy, the offer with the opinions on it. */
export interface TradingNow {
  readonly gates: GateEvidence;
  readonly offer?: Pick<DraftedOffer, 'content' | 'assessments'> | undefined;
}

/**
 * What forbids a delivery now, whatever was so when the contract was made (pattern 2): a closed or
 * barred title, a grant that has ended, a gate of trading that has shut since: a
 * registration that no longer stands, a grade that was raised, an opinion that ran out. A later
 * pledge forbids nothing: the licence was there before it.
 */
export const deliveryGate = (
  title: Title,
  { offerId, content, kind, grantId }: PlacedOrder,
  { gates, offer }: TradingNow,
  now: string,
): DeliveryGate => {
  const barIds = standingBars(title, content.holdingId, now).map(({ barId }) => barId);
  const grant = title.grants.get(grantId ?? '');
  const isGranted = kind === 'exclusive' || kind === 'capped';
  const isEnded = isGranted && !(grant && grantStands(title, grant, now));
  const { assessments = [] } = offer ?? {};
  const offered = { offerId, content: deliveredContent(content, offer?.content), assessments };
  const closed = closedGate(offered, gates, now);
  const obstacles: JsonObject = {
    ...(title.closed && { titleClosedOn: title.closed.on }),
    ...(barIds.length > 0 && { barIds }),
    ...(isEnded && { grantId: grantId ?? '' }),
    ...(closed !== undefined && { gate: closed }),
  };
  const { version: titleVersion } = title;
  return Object.keys(obstacles).length === 0 ? { titleVersion } : { titleVersion, obstacles };
};
