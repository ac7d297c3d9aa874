import type { EncumbranceKind } from '@ledger/domain/title/title-extract.js';
import {
  ComputedFractionField,
  DateField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { integer } from '../shape.js';

const itemsMax = 5_000;
const kinds = [
  'bar',
  'waitingFreeze',
  'pledge',
  'claim',
  'registrationReservation',
  'licenceReservation',
  'grant',
  'exclusiveGrant',
  'licensing',
] as const satisfies readonly EncumbranceKind[];

/** A text in both languages of the register. */
export class WordsDto {
  @TextField({ max: 2_000, description: 'In Chinese.', example: '权利人' })
  zh!: string;

  @TextField({ max: 2_000, description: 'In English.', example: 'Holder' })
  en!: string;
}

/** The names of a right in 2022 (数据二十条) and in the national guide of 2026. */
export class RightLabelsDto {
  @TextField({ max: 60, description: 'Of 2022, in Chinese.', example: '数据产品经营权' })
  zh2022!: string;

  @TextField({ max: 60, description: 'Of 2026, in Chinese.', example: '数据经营权' })
  zh2026!: string;

  @TextField({ max: 60, description: 'Of 2022.', example: 'right to operate data products' })
  en2022!: string;

  @TextField({ max: 60, description: 'Of 2026.', example: 'right to operate data' })
  en2026!: string;
}

/** One line of the page. */
export class ExtractLineDto {
  @ObjectField(() => WordsDto, { description: 'What it is.' })
  label!: WordsDto;

  @ObjectField(() => WordsDto, { description: 'What it says; data is the same in both.' })
  value!: WordsDto;
}

/** An organisation as it was called on the day of the page. */
export class ExtractPartyDto {
  @ObjectField(() => WordsDto, { description: 'As what it is named.' })
  role!: WordsDto;

  @IdField({ description: 'Party id.' })
  partyId!: string;

  @TextField({ max: 200, optional: true, description: 'Name.', example: '深圳示例银行' })
  name?: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Unified social credit code or other identifier.',
    example: '91440300MADX00019R',
  })
  identifier?: string;

  @ComputedFractionField({ optional: true, description: 'Share of a joint holder.' })
  share?: string;
}

/** One right of the page. */
export class ExtractRightDto {
  @IntegerField({ min: 1, description: 'Number on the page.', example: 1 })
  no!: number;

  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @ObjectField(() => RightLabelsDto, { description: 'Its names.' })
  label!: RightLabelsDto;

  @ListField(() => ExtractPartyDto, { max: 1_000, description: 'Holders.' })
  holders!: readonly ExtractPartyDto[];

  @ListField(() => ExtractLineDto, { max: 50, description: 'Particulars.' })
  lines!: readonly ExtractLineDto[];

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;
}

/** One encumbrance of the page. */
export class ExtractEncumbranceDto {
  @IntegerField({ min: 1, description: 'Number on the page.', example: 1 })
  no!: number;

  @EnumField(kinds, { description: 'Kind.', example: 'pledge' })
  kind!: EncumbranceKind;

  @TextField({ max: 60, description: 'Its id.', example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1' })
  id!: string;

  @ObjectField(() => WordsDto, { description: 'What it is called.' })
  label!: WordsDto;

  @ListField(integer({ min: 1 }), {
    max: itemsMax,
    description: 'Numbers of the rights that it weighs on.',
    example: [1],
  })
  rights!: readonly number[];

  @ListField(() => ExtractPartyDto, { max: 10, description: 'Who is named in it.' })
  parties!: readonly ExtractPartyDto[];

  @ListField(() => ExtractLineDto, { max: 50, description: 'Particulars.' })
  lines!: readonly ExtractLineDto[];

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;
}

/** The title page of an asset as a person reads it. */
export class TitleExtractDto {
  @ObjectField(() => WordsDto, { description: 'What the page is called.' })
  document!: WordsDto;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IntegerField({ min: 1, description: 'Version of the title.', example: 12 })
  titleVersion!: number;

  @IntegerField({ min: 1, description: 'Position of the last event that it knows.', example: 42 })
  asOf!: number;

  @InstantField({ description: 'Instant as of which things stand.' })
  at!: string;

  @DateField({ description: 'Its date in Shanghai.' })
  date!: string;

  @ListField(() => ExtractLineDto, { max: 50, description: 'What the asset is.' })
  property!: readonly ExtractLineDto[];

  @ListField(() => ExtractRightDto, { max: itemsMax, description: 'Rights, in order.' })
  rights!: readonly ExtractRightDto[];

  @ListField(() => ExtractEncumbranceDto, { max: itemsMax, description: 'Encumbrances, in order.' })
  encumbrances!: readonly ExtractEncumbranceDto[];

  @ListField(() => WordsDto, { max: 20, description: 'How to read the page.' })
  notes!: readonly WordsDto[];
}
