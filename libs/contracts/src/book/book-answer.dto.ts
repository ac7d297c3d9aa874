import type { BookStatus } from '@ledger/domain/book/book.state.js';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  KnownAtField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { bookSources } from './book-fact.dto.js';

const bookStatuses = [
  'none',
  'intangible',
  'inventory',
  'contractCost',
  'unrecognised',
  'heldForSale',
  'derecognised',
] as const satisfies readonly BookStatus[];

/** What a book is carried at. */
export class BookFiguresDto {
  @MoneyField({ description: 'Original cost.' })
  cost!: MoneyDto;

  @MoneyField({ description: 'Accumulated amortisation, as the facts call for it.' })
  amortised!: MoneyDto;

  @MoneyField({ description: 'Impairment, or provision for decline of inventory.' })
  impaired!: MoneyDto;

  @MoneyField({ description: 'Carrying amount: cost less the two.' })
  carrying!: MoneyDto;
}

/** A book in a list. */
export class BookLineDto {
  @IdField({ description: 'Id of the book.' })
  id!: string;

  @IdField({ description: 'Party id of the entity.' })
  entityPartyId!: string;

  @TextField({ max: 200, description: 'Name.', example: '企业征信数据集' })
  name!: string;

  @TextField({ max: 100, optional: true, description: 'Lot.', example: '2026-11 批次' })
  lot?: string;

  @EnumField(bookSources, { description: 'Column of the statutory tables.' })
  source!: string;

  @EnumField(bookStatuses, { description: 'How it is carried; none: not decided yet.' })
  status!: string;

  @IdField({ optional: true, description: 'The registered asset that it is about.' })
  assetId?: string;

  @ObjectField(() => BookFiguresDto, {
    description:
      'On the day asked about, amortised to the end of the month before it unless it ends a month.',
    example: {
      cost: { amount: '720000.00', currency: 'CNY' },
      amortised: { amount: '20000.00', currency: 'CNY' },
      impaired: { amount: '0.00', currency: 'CNY' },
      carrying: { amount: '700000.00', currency: 'CNY' },
    },
  })
  figures!: BookFiguresDto;
}

export class BookFactLineDto {
  @IntegerField({ min: 1, description: 'Version of the fact in its book.', example: 2 })
  version!: number;

  @TextField({ max: 60, description: 'What happened.', example: 'DataAcquired' })
  type!: string;

  @DateField({ optional: true, description: 'Accounting date.' })
  on?: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Words of the voucher.',
    example: '购入数据集',
  })
  note?: string;

  @BooleanField({ description: 'Whether it was taken back.', example: false })
  reversed!: boolean;
}

export class BookRecognitionDto {
  @IntegerField({ min: 1, max: 7, description: 'Row of the recognition table.', example: 1 })
  rule!: number;

  @TextField({ max: 10, description: 'Standard.', example: 'CAS 6' })
  standard!: string;

  @DateField({ description: 'Day of the decision.' })
  on!: string;

  @TextField({ max: 1_000, description: 'Why.', example: '自用，取得登记证书' })
  basis!: string;
}

export class BookLifeDto {
  @EnumField(['straightLine', 'unitsOfUse', 'indefinite'], { description: 'Method.' })
  method!: string;

  @TextField({ max: 7, description: 'First month that the estimate governs.', example: '2026-11' })
  from!: string;

  @IntegerField({ optional: true, min: 1, description: 'Months from `from` on.', example: 36 })
  months?: number;

  @IntegerField({
    optional: true,
    min: 1,
    description: 'Units from `from` on.',
    example: 1_000_000,
  })
  units?: number;

  @IntegerField({ optional: true, description: 'Months left after the day.', example: 35 })
  monthsLeft?: number;

  @MoneyField({ description: 'Residual value.' })
  residual!: MoneyDto;

  @TextField({ max: 20, description: 'Where it is charged.', example: 'administration' })
  use!: string;

  @DateField({ optional: true, description: 'Day from which it can be used.' })
  availableOn?: string;

  @DateField({ optional: true, description: 'Last day of the right, where it was stated.' })
  rightUntil?: string;
}

/** A book as it stands, or stood. */
export class BookDto extends BookLineDto {
  @MoneyField({ description: 'Costs that wait for the recognition to be decided.' })
  awaiting!: MoneyDto;

  @MoneyField({ description: 'Processing in progress (生产成本).' })
  production!: MoneyDto;

  @MoneyField({ description: 'Capitalised development in progress (开发支出).' })
  development!: MoneyDto;

  @DateField({ optional: true, description: 'Day on which all five conditions were met.' })
  conditionsMetOn?: string;

  @ObjectField(() => BookRecognitionDto, {
    optional: true,
    description: 'The decision in force.',
    example: { rule: 1, standard: 'CAS 6', on: '2026-11-20', basis: '自用' },
  })
  recognition?: BookRecognitionDto;

  @ObjectField(() => BookLifeDto, {
    optional: true,
    description: 'The estimate in force.',
    example: {
      method: 'straightLine',
      from: '2026-11',
      months: 36,
      residual: { amount: '0.00', currency: 'CNY' },
      use: 'administration',
    },
  })
  life?: BookLifeDto;

  @ListField(() => BookFactLineDto, { max: 2_000, description: 'Every fact, in order.' })
  facts!: readonly BookFactLineDto[];
}

const onDay = 'Facts and figures as of this day; absent: today.';

/** Filters of the list of books. */
export class BooksQuery extends PageQuery {
  @EnumField(bookStatuses, { optional: true, description: 'Only books carried so.' })
  status?: (typeof bookStatuses)[number];

  @IdField({ optional: true, description: 'Only books of this asset.' })
  assetId?: string;

  @IdField({
    optional: true,
    description: 'Only books of this entity: one’s own, one succeeded, for the auditor any.',
  })
  entity?: string;

  @DateField({ optional: true, description: 'Figures as of this day; absent: today.' })
  validAt?: string;
}

/** By both clocks. */
export class BookQuery {
  @DateField({ optional: true, description: onDay })
  validAt?: string;

  @KnownAtField()
  knownAt?: string;
}
