import type { Category } from '@ledger/domain/asset/asset.events.js';
import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import {
  type DeliveryMode,
  deliveryModes,
  type ProductType,
  productTypes,
} from '@ledger/domain/offer/product.js';
import { categories } from '../asset/asset-description.dto.js';
import { industry } from '../asset/asset.shapes.js';
import { EnumField, Field } from '../fields.js';
import { PageQuery } from '../page.js';

export const dealKinds = ['ordinary', 'exclusive', 'capped', 'transfer'] as const;
const optional = true;

/** What products have in common that are on offer and that were sold. */
export class ProductFilters extends PageQuery {
  @EnumField(dealKinds, { optional, description: 'Only deals of this kind.' })
  kind?: DealKind;

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
}
