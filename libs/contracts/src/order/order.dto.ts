import { cancellationReasons } from '@ledger/domain/order/order.events.js';
import { courseStages, sideStages } from '@ledger/domain/order/placed-order.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { type DeliveryMode, deliveryModes } from '@ledger/domain/offer/product.js';
import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { OfferContentDto } from '../offer/offer.dto.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { OrderCourseDto, OrderEndingDto } from './order-course.dto.js';

const orderStates = [...courseStages, ...sideStages] as const;
const orderSides = ['buyer', 'seller'] as const;

/** Orders a licence under a listed offer, for the caller's organisation. */
export class PlaceOrderDto {
  @IdField({ description: 'The offer.' })
  offerId!: string;

  @TextField({
    max: 100,
    description: 'What the data is to be used for; one of the offer’s purposes where it names any.',
    example: '信贷风险评估',
  })
  purpose!: string;

  @EnumField(deliveryModes, {
    optional: true,
    description: 'Which of the offer’s modes; absent: the principal one.',
  })
  delivery?: DeliveryMode;

  @IntegerField({
    min: 1,
    optional: true,
    description:
      'Version of the offer that the buyer has looked at: refused where another stands by now. ' +
      'The order pins the content as it is, whatever is offered later.',
    example: 2,
  })
  offerVersion?: number;
}

/** Signs the contract on the caller's side. */
export class SignContractDto {
  @DigestField({ description: 'SHA-256 of the contract; both sides sign the same.' })
  contractDigest!: string;

  @IntegerField({
    min: 1,
    max: 1_000,
    optional: true,
    description: 'Version of the terms that is signed; 1, the offer’s own, when absent.',
    example: 1,
  })
  termsVersion?: number;

  @IdField({
    optional: true,
    description: 'The seller: the revenue-sharing agreement by which this sale is divided.',
  })
  sharingId?: string;

  @BooleanField({
    optional: true,
    description:
      'true: the side declares that the two are related parties (关联方, CAS 36); the price is not ' +
      'one of the market then.',
  })
  isRelated?: boolean;
}

/** Who has signed what. */
export class SignaturesDto {
  @DigestField({ optional: true, description: 'Digest of the contract that the seller signed.' })
  seller?: string;

  @DigestField({ optional: true, description: 'Digest of the contract that the buyer signed.' })
  buyer?: string;
}

/** The licence, as far as it has come. */
export class OrderLicenceDto {
  @IdField({ optional: true, description: 'Ordinary deal: the licence under the authorisation.' })
  licenceId?: string;

  @IdField({ optional: true, description: 'The reservation on the title.' })
  reservationId?: string;

  @InstantField({ optional: true, description: 'When an unconfirmed reservation lapses.' })
  expiresAt?: string;

  @IdField({
    optional: true,
    description: 'The grant on the title; the same id as the reservation.',
  })
  grantId?: string;

  @IdField({
    optional: true,
    description: 'Sale of the right: its transfer on the title; the same id as the reservation.',
  })
  transferId?: string;

  @IdField({ optional: true, description: 'Sale of the right: the entry that the buyer has now.' })
  toHoldingId?: string;

  @IntegerField({
    min: 1,
    description: 'Version of the title that last decided: the check, the reservation or the grant.',
    example: 7,
  })
  titleVersion!: number;
}

/** Why the title refused. */
export class OrderRefusalDto {
  @TextField({
    max: 100,
    description: 'The title’s refusal code, the same that its own routes answer.',
    example: 'entry_pledged',
  })
  code!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What stands in the way: ids of pledges, bars, reservations or grants.',
    example: { reservationId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' },
  })
  obstacles!: JsonObject;

  @IntegerField({ min: 0, description: 'Version of the title that refused.', example: 8 })
  titleVersion!: number;
}

/** One event of an order. */
export class OrderStepDto {
  @TextField({ max: 100, description: 'Event type.', example: 'OrderPlaced' })
  type!: string;

  @IntegerField({ min: 1, description: 'Its place in the order’s stream.', example: 1 })
  version!: number;

  @IntegerField({ min: 1, description: 'Its position in the whole log.', example: 42 })
  position!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;

  @TextField({
    max: 100,
    description: 'Party that acted; `system` for a process.',
    example: 'system',
  })
  partyId!: string;
}

/** An order as its two sides see it. */
export class OrderDto {
  @IdField({ description: 'Id of the order.' })
  id!: string;

  @IdField({ description: 'The offer.' })
  offerId!: string;

  @IntegerField({ min: 1, description: 'Version of the offer that was ordered.', example: 2 })
  offerVersion!: number;

  @IdField({ description: 'Party id of the seller.' })
  sellerPartyId!: string;

  @IdField({ description: 'Party id of the buyer.' })
  buyerPartyId!: string;

  @EnumField(orderStates, { description: 'How far it has come.' })
  state!: (typeof orderStates)[number];

  @ObjectField(() => OfferContentDto, { description: 'What was ordered: the offer as it stood.' })
  content!: OfferContentDto;

  @TextField({ max: 100, description: 'What the buyer uses it for.', example: '信贷风险评估' })
  purpose!: string;

  @DateField({ description: 'Day on which it was placed (Asia/Shanghai).' })
  placedOn!: string;

  @ObjectField(() => OrderLicenceDto, { optional: true, description: 'Licence or reservation.' })
  licence?: OrderLicenceDto;

  @ObjectField(() => SignaturesDto, { description: 'Who has signed what.' })
  signatures!: SignaturesDto;

  @ObjectField(() => OrderRefusalDto, { optional: true, description: 'Why the title refused.' })
  refusal?: OrderRefusalDto;

  @EnumField(cancellationReasons, { optional: true, description: 'Why it was called off.' })
  cancellation?: (typeof cancellationReasons)[number];

  @MoneyField({ description: 'Agreed price with VAT.' })
  price!: MoneyDto;

  @ObjectField(() => OrderEndingDto, { optional: true, description: 'Why it is over.' })
  ending?: OrderEndingDto;

  @IntegerField({ min: 1, description: 'Version of the order; also the ETag.', example: 2 })
  version!: number;
}

/** An order with everything that happened to it. */
export class OrderWithHistoryDto extends OrderDto {
  @ObjectField(() => OrderCourseDto, { description: 'What was agreed and done.' })
  course!: OrderCourseDto;

  @ListField(() => OrderStepDto, { max: 1_000, description: 'Its events, oldest first.' })
  history!: readonly OrderStepDto[];
}

/** How to read one order. */
export class OrderQuery {
  @EnumField(['decided'], {
    optional: true,
    description:
      'decided: waits up to 10 seconds for the title’s answer to an exclusive order, then answers ' +
      'with the order as it stands.',
  })
  waitFor?: 'decided';
}

/** Filters of the list of orders. */
export class OrdersQuery extends PageQuery {
  @EnumField(orderStates, { optional: true, description: 'Only orders in this state.' })
  state?: (typeof orderStates)[number];

  @EnumField(orderSides, {
    optional: true,
    description: 'Only orders where the caller is on this side.',
  })
  side?: (typeof orderSides)[number];

  @IdField({ optional: true, description: 'Only orders under this offer.' })
  offerId?: string;
}
