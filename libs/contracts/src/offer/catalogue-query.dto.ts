import { EnumField, IdField } from '../fields.js';
import { PageQuery } from '../page.js';
import { dealKinds } from './offer.dto.js';

/** Which products of the catalogue are asked for. */
export class CatalogueQuery extends PageQuery {
  @EnumField(dealKinds, { optional: true, description: 'Only deals of this kind.' })
  kind?: (typeof dealKinds)[number];

  @IdField({ optional: true, description: 'Only products made from this asset.' })
  assetId?: string;

  @IdField({ optional: true, description: 'Only products of this seller.' })
  sellerPartyId?: string;
}
