import {
  EnumField,
  Field,
  IntegerField,
  ListField,
  ObjectField,
  PageLanguageField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { deliveryModes } from '@ledger/domain/offer/product.js';
import { dealKinds } from '../offer/product-filters.dto.js';
import { month } from '../shape.js';

/** Which deals are looked at. */
export class MarketQuery {
  @Field(month, {
    optional: true,
    description: 'First month; eleven months before `to` where it is left out.',
    example: '2025-12',
  })
  from?: string;

  @Field(month, {
    optional: true,
    description: 'Last month; this month where it is left out. At most 36 months in all.',
    example: '2026-11',
  })
  to?: string;

  @EnumField(deliveryModes, { optional: true, description: 'Only deals delivered this way.' })
  delivery?: (typeof deliveryModes)[number];

  @EnumField(dealKinds, { optional: true, description: 'Only deals of this kind.' })
  kind?: (typeof dealKinds)[number];
}

/** The same for the page, in a language. */
export class MarketPageQuery extends MarketQuery {
  @PageLanguageField()
  language?: 'zh' | 'en';
}

/** Prices without VAT. */
export class MarketPricesDto {
  @MoneyField({ description: 'Sum of all deals.' })
  volume!: MoneyDto;

  @MoneyField({ description: 'The lowest.' })
  lowest!: MoneyDto;

  @MoneyField({ description: 'The median: half of the deals were not dearer.' })
  median!: MoneyDto;

  @MoneyField({ description: 'The highest.' })
  highest!: MoneyDto;
}

/** What orders that go on were charged. */
export class MarketChargedDto {
  @IntegerField({ description: 'Orders that were charged for something.', example: 5 })
  orders!: number;

  @ObjectField(() => MarketPricesDto, {
    optional: true,
    description: 'What one order came to in the month; absent where there are few, as with deals.',
  })
  prices?: MarketPricesDto;
}

/** What was settled in a month. */
export class MarketMonthDto {
  @Field(month, { description: 'The month.', example: '2026-11' })
  month!: string;

  @IntegerField({
    description:
      'Deals settled and not wholly given back; those between declared related parties left out.',
    example: 12,
  })
  deals!: number;

  @ObjectField(() => MarketPricesDto, {
    optional: true,
    description: 'Absent where so few took part that a price would be somebody’s own.',
  })
  prices?: MarketPricesDto;

  @ObjectField(() => MarketChargedDto, {
    optional: true,
    description:
      'Apart from deals at one price: what was charged for periods (fees, use, shares of revenue) ' +
      'that begin in the month. Absent where nothing was.',
  })
  charged?: MarketChargedDto;
}

/** Prices over time. */
export class MarketDto {
  @IntegerField({
    min: 2,
    description:
      'Deals, sellers and buyers of a month below which its prices are not told (policy ' +
      '`market-data`).',
    example: 3,
  })
  dealsMin!: number;

  @ListField(() => MarketMonthDto, { max: 36, description: 'Every month of the span, in order.' })
  months!: readonly MarketMonthDto[];
}
