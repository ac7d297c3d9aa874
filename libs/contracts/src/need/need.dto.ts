import type { Category, Territory, UpdateFrequency } from '@ledger/domain/asset/asset.events.js';
import { type PublishedPart, publishedParts } from '@ledger/domain/need/need.events.js';
import {
  type DeliveryMode,
  deliveryModes,
  type ProductType,
  productTypes,
} from '@ledger/domain/offer/product.js';
import { categories, territories, updateFrequencies } from '../asset/asset-description.dto.js';
import { industry } from '../asset/asset.shapes.js';
import {
  BooleanField,
  DateField,
  DecimalField,
  EnumField,
  Field,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { oneOf } from '../shape.js';

const optional = true;
export const needStates = ['open', 'expired', 'closed'] as const;

/** What the buyer must be allowed to do. */
export class NeedRightsDto {
  @BooleanField({ optional, description: 'Whether nobody else may get it.', example: false })
  exclusive?: boolean;

  @TextField({ ...{ max: 100, optional, example: '信贷风险评估' }, description: 'Purpose of use.' })
  purpose?: string;

  @BooleanField({ optional, description: 'Whether he licenses it on.', example: false })
  sublicence?: boolean;

  @TextField({
    ...{ max: 100, optional, example: 'CN' },
    description: 'Where he uses it: `CN` or a division of GB/T 2260.',
  })
  territory?: string;
}

/** Days on which the buyer must be allowed to use it. */
export class NeedTermDto {
  @DateField({ description: 'First day.', example: '2026-12-01' })
  from!: string;

  @DateField({
    ...{ optional, example: '2027-11-30' },
    description: 'Inclusive last day; absent: for good.',
  })
  until?: string;
}

/** What a buyer looks for; what is left out is all the same to him. */
export class NeedTermsDto {
  @TextField({
    ...{ min: 2, max: 200, example: '企业登记信息' },
    description: 'In his own words. Offers are found by them.',
  })
  text!: string;

  @EnumField(categories, { optional, description: 'Category of the data (类别).' })
  category?: Category;

  @Field(industry, {
    ...{ optional, example: 'J' },
    description: 'Industry: a section of GB/T 4754, or one of its divisions.',
  })
  industry?: string;

  @EnumField(territories, { optional, description: 'Scope that it covers at least (地域范围).' })
  territory?: Territory;

  @EnumField(updateFrequencies, { optional, description: 'How often it is updated at least.' })
  updateFrequency?: UpdateFrequency;

  @ListField(oneOf(productTypes), {
    ...{ min: 1, max: 10, optional, example: ['dataSet'] },
    description: 'Any of these types of product.',
  })
  products?: readonly ProductType[];

  @ListField(oneOf(deliveryModes), {
    ...{ min: 1, max: 6, optional, example: ['api'] },
    description: 'Any of these modes; a limit.',
  })
  deliveryModes?: readonly DeliveryMode[];

  @MoneyField({ optional, description: 'What it may cost at most; a limit.' })
  priceMax?: MoneyDto;

  @DecimalField({
    ...{ integerDigits: 3, scale: 2, optional, example: '80' },
    description: 'Lowest score of quality, 0 to 100; a limit.',
  })
  qualityMin?: string;

  @ObjectField(() => NeedRightsDto, { optional, description: 'Rights wanted; a limit.' })
  rights?: NeedRightsDto;

  @ObjectField(() => NeedTermDto, { optional, description: 'When it is used; a limit.' })
  term?: NeedTermDto;
}

/** A need that is saved: its owner is told of offers that meet it. */
export class NeedContentDto {
  @ObjectField(() => NeedTermsDto, { description: 'What is looked for.' })
  terms!: NeedTermsDto;

  @DateField({
    description: 'Inclusive last day on which the owner is told, within 366 days.',
    example: '2026-12-31',
  })
  until!: string;

  @ListField(oneOf(publishedParts), {
    ...{ max: 3, example: ['need'] },
    description:
      'What sellers may read: `need` its text, filters, rights and term; with it also `priceMax` ' +
      'and `owner`. Empty: nobody but the owner reads it.',
  })
  published!: readonly PublishedPart[];
}

/** Ends a need. */
export class CloseNeedDto {
  @TextField({ max: 500, description: 'Why.', example: '已采购' })
  reason!: string;
}

/** A need as the caller may read it: its owner all of it, others what he published. */
export class NeedDto {
  @IdField({ description: 'Its id.' })
  id!: string;

  @IdField({ optional, description: 'Whose it is; absent where he has not published that.' })
  ownerPartyId?: string;

  @EnumField(needStates, { description: 'expired: its last day has passed.' })
  state!: (typeof needStates)[number];

  @ObjectField(() => NeedTermsDto, { description: 'What is looked for, as far as it is shown.' })
  terms!: NeedTermsDto;

  @DateField({ description: 'Inclusive last day.' })
  until!: string;

  @ListField(oneOf(publishedParts), {
    ...{ max: 3, example: ['need'] },
    description: 'What sellers may read.',
  })
  published!: readonly PublishedPart[];

  @IntegerField({ min: 1, description: 'How often it was stated anew, from 1.', example: 1 })
  revision!: number;

  @IntegerField({ min: 1, description: 'Version of the need; also the ETag.', example: 1 })
  version!: number;
}

/** Filters of the list of needs. */
export class NeedsQuery extends PageQuery {
  @EnumField(['own', 'published'], {
    optional,
    description: 'own: the caller’s (default); published: what buyers let sellers read, open ones.',
  })
  scope?: 'own' | 'published';

  @EnumField(needStates, { optional, description: 'Only own needs in this state.' })
  state?: (typeof needStates)[number];
}
