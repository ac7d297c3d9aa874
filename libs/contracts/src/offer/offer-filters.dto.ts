import type { Category, Territory, UpdateFrequency } from '@ledger/domain/asset/asset.events.js';
import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import {
  type DeliveryMode,
  deliveryModes,
  type ProductType,
  productTypes,
} from '@ledger/domain/offer/product.js';
import { categories, territories, updateFrequencies } from '../asset/asset-description.dto.js';
import { industry } from '../asset/asset.shapes.js';
import { DecimalField, EnumField, Field, IdField, TextField } from '../fields.js';
import { PageQuery } from '../page.js';
import { amount } from '../shape.js';

export const dealKinds = ['ordinary', 'exclusive', 'capped', 'transfer'] as const;
const optional = true;

/** By what offers are found; several together must all hold. */
export class OfferFilters extends PageQuery {
  @TextField({
    ...{ max: 200, optional, example: '企业 信用' },
    description: 'Words, parted by blanks, that must all stand in name or summary.',
  })
  text?: string;

  @EnumField(dealKinds, { optional, description: 'Only deals of this kind.' })
  kind?: DealKind;

  @IdField({ optional, description: 'Only what was made from this asset.' })
  assetId?: string;

  @IdField({ optional, description: 'Only what this seller offers (party id).' })
  sellerPartyId?: string;

  @EnumField(productTypes, { optional, description: 'Only this type of product.' })
  product?: ProductType;

  @EnumField(deliveryModes, { optional, description: 'Only what comes in this mode.' })
  delivery?: DeliveryMode;

  @EnumField(categories, { optional, description: 'Only data of this category (类别).' })
  category?: Category;

  @Field(industry, {
    ...{ optional, example: 'J' },
    description: 'Only data of this industry: a section of GB/T 4754, or one of its divisions.',
  })
  industry?: string;

  @EnumField(territories, { optional, description: 'Only data of this scope (地域范围).' })
  territory?: Territory;

  @EnumField(updateFrequencies, { optional, description: 'Only data updated this often.' })
  updateFrequency?: UpdateFrequency;

  @Field(amount, {
    ...{ optional, example: '120000.00' },
    description: 'Only what costs no more than this, in yuan.',
  })
  priceMax?: string;

  @DecimalField({
    ...{ integerDigits: 3, scale: 2, optional, example: '90' },
    description: 'Only data whose quality was assessed at this score at least, 0 to 100.',
  })
  qualityMin?: string;
}
