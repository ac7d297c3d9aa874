import type {
  AssetForm,
  Category,
  Territory,
  UpdateFrequency,
} from '@ledger/domain/asset/asset.events.js';
import { type MonthlyGround, monthlyGrounds } from '@ledger/domain/market/comparable.js';
import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import {
  type DeliveryMode,
  deliveryModes,
  type ProductType,
  productTypes,
} from '@ledger/domain/offer/product.js';
import {
  assetForms,
  categories,
  territories,
  updateFrequencies,
} from '../asset/asset-description.dto.js';
import { industry } from '../asset/asset.shapes.js';
import {
  BooleanField,
  EnumField,
  Field,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { dealKinds, ProductFilters } from '../offer/product-filters.dto.js';
import { PageOf } from '../page.js';
import { month } from '../shape.js';

const optional = true;

/** Which deals are compared. */
export class ComparablesQuery extends ProductFilters {
  @TextField({
    ...{ max: 200, example: '市场法评估' },
    description: 'Why single deals are looked at; kept with who looked and when.',
  })
  purpose!: string;

  @Field(month, {
    ...{ optional, example: '2025-12' },
    description: 'First month; eleven months before `to` where it is left out.',
  })
  from?: string;

  @Field(month, {
    ...{ optional, example: '2026-11' },
    description: 'Last month; this month where it is left out. At most 36 months in all.',
  })
  to?: string;

  @EnumField(monthlyGrounds, {
    optional,
    description:
      'Compares orders that go on by what they come to in a month, those charged for this: a fee, ' +
      'use, results, a share of revenue. Left out: deals that have one price.',
  })
  chargedFor?: MonthlyGround;
}

/** What was sold, as far as it does not tell who sold it. */
export class ComparableRightsDto {
  @BooleanField({ description: 'Whether nobody else may use the data meanwhile.' })
  isExclusive!: boolean;

  @IntegerField({
    ...{ min: 1, optional, example: 12 },
    description: 'Months of use, begun ones counted; absent: as long as the seller’s own right.',
  })
  months?: number;

  @TextField({ max: 100, optional, description: 'Where it may be used.', example: 'CN' })
  territory?: string;

  @BooleanField({ description: 'Whether it may be used for named purposes only.' })
  isPurposeBound!: boolean;

  @BooleanField({ description: 'Whether only some of the fields may be used.' })
  isPartOfFields!: boolean;

  @IntegerField({ min: 0, description: 'Levels that may be licensed further.', example: 0 })
  sublicenceDepth!: number;
}

/** What the register says of the data, as its offer tells it now. */
export class ComparableDataDto {
  @EnumField(assetForms, { optional, description: 'Form of the data.' })
  form?: AssetForm;

  @EnumField(categories, { optional, description: 'Category (类别).' })
  category?: Category;

  @Field(industry, { optional, description: 'Industry of GB/T 4754.', example: 'J66' })
  industry?: string;

  @EnumField(territories, { optional, description: 'Scope (地域范围).' })
  territory?: Territory;

  @EnumField(updateFrequencies, { optional, description: 'How often it is updated.' })
  updateFrequency?: UpdateFrequency;

  @TextField({
    ...{ max: 31, optional, example: '1000000' },
    description: 'Power of ten that the number of records reaches.',
  })
  recordsFrom?: string;

  @IntegerField({
    ...{ min: 0, max: 100, optional, example: 80 },
    description: 'Quality: lower end of the ten points in which the score lies.',
  })
  qualityFrom?: number;
}

/** A deal at arm’s length that may be compared with, without its parties. */
export class ComparableDto {
  @IdField({
    description: 'Id of the event that settled or charged it: by it an auditor finds the deal.',
  })
  comparableId!: string;

  @Field(month, {
    ...{ example: '2026-11' },
    description: 'Month of the settlement; the last one charged for, of an order that goes on.',
  })
  month!: string;

  @EnumField(dealKinds, { description: 'Kind of deal.' })
  kind!: DealKind;

  @EnumField(productTypes, { optional, description: 'Type of product.' })
  product?: ProductType;

  @EnumField(deliveryModes, { description: 'How it was delivered.' })
  delivery!: DeliveryMode;

  @MoneyField({
    description:
      'Price without VAT, less what was given back of it; of an order that goes on, of a month.',
  })
  price!: MoneyDto;

  @IntegerField({
    ...{ min: 1, optional, example: 12 },
    description: 'Whole months whose mean the price is; absent: it is the price of all.',
  })
  chargedMonths?: number;

  @ObjectField(() => ComparableRightsDto, { description: 'What was sold.' })
  rights!: ComparableRightsDto;

  @ObjectField(() => ComparableDataDto, { description: 'Of what data.' })
  data!: ComparableDataDto;

  @BooleanField({ description: 'Whether the price lies outside the fences of the group.' })
  isOutlier!: boolean;

  @BooleanField({
    description: 'Whether the buyer has also sold to the seller: look twice at such prices.',
  })
  isMutual!: boolean;
}

/** The group in which a deal stands. */
export class ComparableGroupDto {
  @IntegerField({ description: 'Deals; of more than 5,000 that fit, the latest.', example: 12 })
  deals!: number;

  @IntegerField({ description: 'Different sellers.', example: 5 })
  sellers!: number;

  @IntegerField({ description: 'Different buyers.', example: 7 })
  buyers!: number;

  @MoneyField({ description: 'A quarter of the deals were not dearer.' })
  lowerQuartile!: MoneyDto;

  @MoneyField({ description: 'Half of the deals were not dearer.' })
  median!: MoneyDto;

  @MoneyField({ description: 'Three quarters of the deals were not dearer.' })
  upperQuartile!: MoneyDto;

  @MoneyField({ description: 'A cheaper deal is an outlier (policy `market-data`).' })
  lowestUsual!: MoneyDto;

  @MoneyField({ description: 'A dearer deal is an outlier.' })
  highestUsual!: MoneyDto;
}

/** Deals that fit, the latest first, and the group that they make. */
export class ComparablesDto extends PageOf(ComparableDto) {
  @ObjectField(() => ComparableGroupDto, { description: 'All that fit, on whichever page.' })
  group!: ComparableGroupDto;
}
