import type { Territory, UpdateFrequency } from '@ledger/domain/asset/asset.events.js';
import { territories, updateFrequencies } from '../asset/asset-description.dto.js';
import { DecimalField, EnumField, Field, IdField } from '../fields.js';
import { amount } from '../shape.js';
import { soughtText } from '../sought-text.js';
import { ProductFilters } from './product-filters.dto.js';

const optional = true;

/** By what offers are found; several together must all hold. */
export class OfferFilters extends ProductFilters {
  @Field(soughtText(200), {
    ...{ optional, example: '企业 信用' },
    description: 'At most eight words, parted by blanks, that must all stand in name or summary.',
  })
  text?: string;

  @IdField({ optional, description: 'Only what was made from this asset.' })
  assetId?: string;

  @IdField({ optional, description: 'Only what this seller offers (party id).' })
  sellerPartyId?: string;

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
