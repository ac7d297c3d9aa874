import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { offerFold } from './offer.projection.js';
import { OfferView } from './offer.view.js';

/** Tables of this slice. */
export const offerViews: readonly EntityTarget<ObjectLiteral>[] = [OfferView];

/** What keeps them. */
export const offerProjections: readonly Projection[] = [rowProjection(offerFold)];
