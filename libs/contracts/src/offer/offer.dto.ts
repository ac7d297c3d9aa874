import {
  type DeliveryMode,
  deliveryModes,
  type ProductType,
  productTypes,
} from '@ledger/domain/offer/product.js';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PricePlanDto } from '../pricing/price-plan.dto.js';
import { planExamples } from '../pricing/price-plan.examples.js';
import { text } from '../shape.js';
import { CapField, SoldRightDto } from '../title/sold-right.dto.js';
import { MeteringDto } from '../usage/metering.dto.js';
import { OfferAssessmentDto } from './assessment.dto.js';
import { DataSheetDto } from './data-sheet.dto.js';
import { OfferFilters } from './offer-filters.dto.js';
import { dealKinds } from './product-filters.dto.js';
import { DeliveryTermsDto, EditionDto } from './product.dto.js';
import { OfferSampleDto } from './sample.dto.js';

/** `expired` is a listed offer whose last day has passed by the clock. */
const offerStates = ['draft', 'listed', 'expired', 'suspended', 'delisted'] as const;

/** What a buyer may do with the data. */
export class LicenceTermsDto {
  @BooleanField({
    description:
      'Whether nobody else may get a licence meanwhile; true exactly for exclusive deals.',
    example: false,
  })
  exclusive!: boolean;

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 20,
    optional: true,
    description: 'Purposes of use; an order names one of them. Absent: whatever the seller may.',
    example: ['信贷风险评估'],
  })
  purposes?: readonly string[];

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 100,
    optional: true,
    description: 'Which fields of the data; absent: all that the seller may.',
    example: ['企业名称'],
  })
  fields?: readonly string[];

  @TextField({
    max: 100,
    optional: true,
    description:
      'Where it may be used: `CN` or a division of GB/T 2260. Absent: wherever the seller may.',
    example: 'CN',
  })
  territory?: string;

  @DateField({ description: 'First day of use.' })
  from!: string;

  @DateField({
    optional: true,
    description: 'Inclusive last day of use. Absent: as long as the seller’s own right.',
    example: '2027-11-20',
  })
  until?: string;

  @IntegerField({
    max: 10,
    description: 'How many further levels the buyer may license down; 0: none.',
    example: 0,
  })
  sublicenceDepth!: number;
}

/** What falls due with the contract. */
export class PriceDto {
  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;

  @BooleanField({ description: 'Whether value-added tax is inside the amount.' })
  vatIncluded!: boolean;
}

/** What is offered. */
export class OfferContentDto {
  @TextField({ max: 100, description: 'Name of the data product.', example: '企业登记信息' })
  name!: string;

  @TextField({
    max: 2_000,
    description: 'What a buyer gets, in a few sentences.',
    example: '按日更新的企业登记信息，含变更记录。',
  })
  summary!: string;

  @IdField({ description: 'The registered asset.' })
  assetId!: string;

  @IdField({ description: 'The entry (operation right) of the asset’s title that is licensed.' })
  holdingId!: string;

  @EnumField(dealKinds, {
    description:
      'ordinary: licensed under the standing authorisation; exclusive: reserved on the title; ' +
      'capped: one of so many licences, reserved on the title; transfer: the right itself is sold.',
  })
  kind!: (typeof dealKinds)[number];

  @ObjectField(() => LicenceTermsDto, { description: 'What the buyer may do with it.' })
  terms!: LicenceTermsDto;

  @CapField({
    optional: true,
    description: 'Capped: how many licences may stand or be reserved at once, at most.',
  })
  cap?: number;

  @ObjectField(() => SoldRightDto, {
    optional: true,
    description: 'Transfer: what of the right is sold. Terms of use are left out then.',
  })
  transfer?: SoldRightDto;

  @ObjectField(() => PriceDto, {
    optional: true,
    description:
      'A one-off price; leave it out with `pricePlan`. Answers: what falls due with the contract.',
  })
  price?: PriceDto;

  @ObjectField(() => PricePlanDto, {
    optional: true,
    description: 'How it is paid for; absent: `price`, once.',
    example: planExamples.graduated.value,
  })
  pricePlan?: PricePlanDto;

  @EnumField(deliveryModes, {
    description: 'How it is delivered, the principal mode; an order may take another of `modes`.',
  })
  delivery!: DeliveryMode;

  @ListField(() => DeliveryTermsDto, {
    ...{ min: 1, max: 6, optional: true },
    description: 'How each mode is provided, the principal one among them.',
    example: [{ mode: 'api', protocol: 'rest', mediaTypes: ['application/json'] }],
  })
  modes?: readonly DeliveryTermsDto[];

  @EnumField(productTypes, { optional: true, description: 'What is traded (交易标的).' })
  product?: ProductType;

  @ObjectField(() => EditionDto, {
    optional: true,
    description: 'Which version of the data is sold; an order pins it.',
  })
  edition?: EditionDto;

  @ObjectField(() => MeteringDto, {
    optional: true,
    description: 'How use is counted, and how much the licence holds. Absent: calls, no quota.',
  })
  metering?: MeteringDto;
}

/** Puts a drafted offer on the exchange. */
export class ListOfferDto {
  @DateField({
    description: 'Inclusive last day of the listing; not after the last day of the licence.',
    example: '2026-12-31',
  })
  until!: string;
}

/** Stops orders until the offer is listed again. */
export class SuspendOfferDto {
  @TextField({ max: 500, description: 'Why it is suspended.', example: '待核实合规意见' })
  reason!: string;
}

/** Takes an offer down; orders that were placed go on. */
export class DelistOfferDto {
  @TextField({ max: 500, description: 'Why it is taken down.', example: '产品改版' })
  reason!: string;
}

/** An offer as it stands. */
export class OfferDto extends OfferContentDto {
  @IdField({ description: 'Id of the offer; the holder’s licensing authorisation names it.' })
  id!: string;

  @IdField({ description: 'Party id of the seller.' })
  sellerPartyId!: string;

  @EnumField(offerStates, {
    description:
      'draft: seen by the seller only; expired: listed, but its last day has passed; suspended: ' +
      'no orders until it is listed again.',
    example: 'listed',
  })
  state!: (typeof offerStates)[number];

  @DateField({
    optional: true,
    description: 'Inclusive last day of the listing; absent on a draft.',
  })
  until?: string;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Version of the title that the listing was checked against.',
    example: 7,
  })
  titleVersion?: number;

  @ObjectField(() => OfferAssessmentDto, {
    optional: true,
    description: 'The last compliance assessment; absent where there was none.',
  })
  assessment?: OfferAssessmentDto;

  @ObjectField(() => DataSheetDto, {
    optional: true,
    description: 'What the register said of the data when the offer was listed or revised last.',
  })
  sheet?: DataSheetDto;

  @ObjectField(() => OfferSampleDto, {
    optional: true,
    description: 'The sample, where there is one.',
  })
  sample?: OfferSampleDto;

  @IntegerField({ min: 1, description: 'Version of the offer; also the ETag.', example: 2 })
  version!: number;
}

/** Filters of the list of offers. */
export class OffersQuery extends OfferFilters {
  @EnumField(offerStates, {
    optional: true,
    description: 'Only offers in this state.',
    example: 'listed',
  })
  state?: (typeof offerStates)[number];
}
