import type { AssetState } from '../asset/asset.state.js';
import { labelOf } from '../classification/label.js';
import type { JsonObject } from '../json.js';
import { grantStands, standingBars } from '../title/title.standing.js';
import type { Title } from '../title/title.js';
import type { DeliveryGate } from './order.commands.js';
import type { PlacedOrder } from './order.state.js';

/** Statuses in which an asset's data is not to leave any more. */
const stopped: ReadonlySet<string> = new Set(['suspended', 'expired', 'cancelled', 'revoked']);

/**
 * What forbids a delivery now, whatever was so when the contract was made (pattern 2): a closed or
 * barred title, an exclusive grant that has ended, a registration that no longer stands, data that
 * turned out to be core. A later pledge forbids nothing: the licence was there before it.
 */
export const deliveryGate = (
  title: Title,
  asset: AssetState,
  { content, kind, grantId }: PlacedOrder,
  now: string,
): DeliveryGate => {
  const barIds = standingBars(title, content.holdingId, now).map(({ barId }) => barId);
  const grant = title.grants.get(grantId ?? '');
  const isEnded = kind === 'exclusive' && !(grant && grantStands(title, grant, now));
  const { grade } = labelOf(asset);
  const obstacles: JsonObject = {
    ...(title.closed && { titleClosedOn: title.closed.on }),
    ...(barIds.length > 0 && { barIds }),
    ...(isEnded && { grantId: grantId ?? '' }),
    ...(stopped.has(asset.status) && { assetState: asset.status }),
    ...(grade === 'core' && { grade }),
  };
  const { version: titleVersion } = title;
  return Object.keys(obstacles).length === 0 ? { titleVersion } : { titleVersion, obstacles };
};
