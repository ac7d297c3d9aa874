import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import { type Criterion, criteria } from '@ledger/domain/need/need-matching.policy.js';
import type { Finding } from '@ledger/domain/need/need.events.js';
import { type DeliveryMode, deliveryModes } from '@ledger/domain/offer/product.js';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { dealKinds } from '../offer/product-filters.dto.js';
import { PriceDto } from '../offer/offer.dto.js';
import { PageQuery } from '../page.js';
import { PricePlanDto } from '../pricing/price-plan.dto.js';

const optional = true;

/** What was found of one criterion. */
export class FindingDto implements Finding {
  @EnumField(criteria, { description: 'By what offer and need were compared.' })
  criterion!: Criterion;

  @EnumField(['met', 'partly', 'unmet', 'unknown'], {
    description: 'unknown: the offer does not say.',
  })
  outcome!: Finding['outcome'];

  @IntegerField({ max: 100, description: 'Points given.', example: 40 })
  points!: number;

  @IntegerField({ max: 100, description: 'Points that there were to have.', example: 40 })
  pointsMax!: number;
}

/** How well an offer meets a need, and why. */
export class MatchingDto {
  @IntegerField({ max: 100, description: 'Of 100: points given of those to have.', example: 92 })
  score!: number;

  @ListField(() => FindingDto, { max: 11, description: 'One for each criterion that is stated.' })
  findings!: readonly FindingDto[];
}

/** An offer beside a need. */
export class FoundOfferDto extends MatchingDto {
  @BooleanField({
    description: 'Whether ceiling, quality, delivery, rights and term are as the need says.',
  })
  meetsLimits!: boolean;

  @IdField({ description: 'The offer: `GET /v1/offers/{offerId}`.' })
  offerId!: string;

  @IntegerField({ min: 1, description: 'Its version.', example: 2 })
  offerVersion!: number;

  @TextField({ max: 100, description: 'Name of the product.', example: '企业登记信息' })
  name!: string;

  @IdField({ description: 'Party id of the seller.' })
  sellerPartyId!: string;

  @EnumField(dealKinds, { description: 'Kind of the deal.' })
  kind!: DealKind;

  @EnumField(deliveryModes, { description: 'Principal mode of delivery.' })
  delivery!: DeliveryMode;

  @ObjectField(() => PriceDto, { description: 'Price.' })
  price!: PriceDto;

  @ObjectField(() => PricePlanDto, {
    optional,
    description: 'How it is paid for; absent: at once.',
  })
  pricePlan?: PricePlanDto;

  @DateField({ description: 'Inclusive last day of the listing.', example: '2026-12-31' })
  until!: string;
}

/** Offers beside a need, the best first. */
export class FoundOffersDto {
  @ListField(() => FoundOfferDto, {
    max: 100,
    description: 'What meets all limits first, then by score, then the newest first.',
  })
  items!: readonly FoundOfferDto[];

  @IntegerField({ min: 1, description: 'Version of policy `need-matching` used.', example: 1 })
  policyVersion!: number;
}

/** How many of them. */
export class FoundOffersQuery {
  @IntegerField({
    min: 1,
    max: 100,
    optional,
    description: 'Most offers; 20 if absent.',
    example: 20,
  })
  limit?: number;
}

/** An offer that the owner of a need was told of. */
export class NeedMatchDto extends MatchingDto {
  @IdField({ description: 'The need.' })
  needId!: string;

  @IntegerField({ min: 1, description: 'Number of the match within the need.', example: 1 })
  matchNo!: number;

  @IntegerField({ min: 1, description: 'Revision of the need that was met.', example: 1 })
  revision!: number;

  @IdField({ description: 'The offer: `GET /v1/offers/{offerId}`.' })
  offerId!: string;

  @IntegerField({ min: 1, description: 'Its version as it was met.', example: 2 })
  offerVersion!: number;

  @TextField({ ...{ max: 100, optional, example: '企业登记信息' }, description: 'Its name now.' })
  offerName?: string;

  @BooleanField({ description: 'Whether the offer stands today.' })
  offerStands!: boolean;

  @IntegerField({ min: 1, description: 'Version of policy `need-matching` used.', example: 1 })
  policyVersion!: number;

  @InstantField({ description: 'When it was recorded.' })
  matchedAt!: string;

  @BooleanField({ description: 'Whether nobody has acknowledged it.' })
  open!: boolean;

  @IntegerField({ min: 1, description: 'Position of the match in the log.', example: 4711 })
  position!: number;

  @IntegerField({ min: 1, description: 'Version of the need.', example: 2 })
  version!: number;
}

/** Filters of the list of matches. */
export class NeedMatchesQuery extends PageQuery {
  @IdField({ optional, description: 'Only of this need.' })
  needId?: string;

  @BooleanField({ optional, description: 'true: not acknowledged; false: acknowledged.' })
  open?: boolean;
}
