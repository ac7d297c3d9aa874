import type { DealKind } from '../offer/offer.events.js';
import type { PlacedOrder } from './placed-order.js';

/** Whether the title decides on the deal: it keeps a place, an exclusive licence or the right. */
export const reservesOnTitle = (kind: DealKind): boolean => kind !== 'ordinary';

/** Whether the title has given what the order is about: the grant stands, or the right has moved. */
export const isConfirmed = ({
  kind,
  grantId,
  transfer,
}: Pick<PlacedOrder, 'kind' | 'grantId' | 'transfer'>): boolean => {
  switch (kind) {
    case 'ordinary':
      return true;
    case 'exclusive':
    case 'capped':
      return grantId !== undefined;
    case 'transfer':
      return transfer !== undefined;
  }
};

/**
 * Whether the right that was sold is about to move: all of the price lies in escrow, and the title
 * has yet to say that it moved or why not. Nothing that would give the money back happens meanwhile,
 * or the buyer could have both.
 */
export const isMoving = (order: PlacedOrder): boolean =>
  order.kind === 'transfer' &&
  order.contract !== undefined &&
  !isConfirmed(order) &&
  order.received >= order.due;
