import { rejectionGrounds } from '@ledger/domain/order/performance.events.js';
import {
  type DisputeOutcome,
  disputeGrounds,
  refundKinds,
  rightsByOrder,
} from '@ledger/domain/order/remedy.events.js';
import type { RightByOrder, TerminationReason } from '@ledger/domain/order/remedy.events.js';
import {
  BooleanField,
  DigestField,
  EnumField,
  Field,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { country } from '../cross-border/country.shape.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PricePlanDto } from '../pricing/price-plan.dto.js';
import { integer } from '../shape.js';
import { BatchDto } from './order-events.dto.js';

/** A price as it is proposed. */
export class ProposedPriceDto {
  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;

  @BooleanField({ description: 'Whether VAT is inside.' })
  vatIncluded!: boolean;
}

const days = (description: string, example: number): PropertyDecorator =>
  IntegerField({ min: 1, max: 3_650, optional: true, description, example });

/** What a proposal changes; what it leaves out stays as it is. */
export class ChangedTermsDto {
  @ObjectField(() => ProposedPriceDto, { optional: true, description: 'A one-off price.' })
  price?: ProposedPriceDto;

  @ObjectField(() => PricePlanDto, {
    optional: true,
    description: 'Any plan; not with `price`. A contract that runs keeps its kind and periods.',
  })
  pricePlan?: PricePlanDto;

  @MoneyField({ optional: true, description: 'Due before delivery.' })
  deposit?: MoneyDto;

  @BooleanField({
    optional: true,
    description: 'true: no deposit any more, the whole price is due before delivery.',
  })
  withoutDeposit?: boolean;

  @days('Days to pay what is due first.', 10)
  fundingDays?: number;

  @days('Days from then on to deliver.', 30)
  deliveryDays?: number;

  @days('Days to inspect; then silence accepts.', 7)
  acceptanceDays?: number;

  @days('Days from acceptance to pay what a deposit left open.', 10)
  balanceDays?: number;

  @days('Days to prove the end of use that a refund waits for.', 10)
  proofDays?: number;

  @days('Days from settlement to the closing.', 30)
  afterSaleDays?: number;

  @TextField({ max: 1_000, optional: true, description: 'More.', example: '分两批交付' })
  note?: string;
}

/** A counter-offer. */
export class ProposeTermsDto extends ChangedTermsDto {
  @days('Days to sign these terms; of an order that is reserved on the title that says when.', 30)
  signingDays?: number;
}

/** Another contract in place of the one that stands. */
export class ProposeAmendmentDto extends ChangedTermsDto {
  @DigestField({ description: 'SHA-256 of the new contract.' })
  contractDigest!: string;
}

export class AgreeAmendmentDto {
  @DigestField({ description: 'SHA-256 of the new contract, as proposed.' })
  contractDigest!: string;
}

/** Why something is declined or taken back. */
export class OrderReasonDto {
  @TextField({ max: 2_000, description: 'Why.', example: '双方已协商一致' })
  reason!: string;
}

/** Money of the buyer that has come in at the bank. */
export class FundOrderDto {
  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;

  @TextField({ max: 100, description: 'Reference of the payment.', example: '20261121-000123' })
  reference!: string;
}

/** A batch that leaves the seller. */
export class DeliverDataDto extends BatchDto {
  @BooleanField({ description: 'Whether it is the last one: then the inspection begins.' })
  isLast!: boolean;

  @Field(country, {
    optional: true,
    description:
      'Where it goes when it leaves the mainland (ISO 3166-1); its export, and that to a foreign ' +
      'buyer anyway, has been declared for this order.',
    example: 'SG',
  })
  destination?: string;
}

/** What reached the buyer. */
export class ReceiveDeliveryDto {
  @DigestField({ description: 'SHA-256 of what was received.' })
  contentDigest!: string;
}

/** The buyer rejects what was delivered. */
export class RejectDeliveryDto {
  @EnumField(rejectionGrounds, { description: 'Ground.' })
  ground!: (typeof rejectionGrounds)[number];

  @TextField({ max: 2_000, description: 'In words.', example: '缺少9月数据' })
  explanation!: string;

  @ListField(integer({ min: 1, max: 1_000 }), {
    max: 100,
    optional: true,
    description: 'Which batches; all when absent.',
    example: [1],
  })
  deliveryNos?: number[];
}

/** Something is wrong. */
export class OpenDisputeDto {
  @EnumField(disputeGrounds, { description: 'Ground.' })
  ground!: (typeof disputeGrounds)[number];

  @TextField({ max: 4_000, description: 'What is claimed.', example: '数据缺失，要求减价' })
  claim!: string;

  @DigestField({ optional: true, description: 'SHA-256 of what supports it.' })
  evidenceDigest?: string;

  @IntegerField({
    ...{ min: 1, max: 1_000, optional: true, example: 1 },
    description: 'The charge that is disputed; absent: the order.',
  })
  chargeNo?: number;
}

const decisions = [
  'dismissed',
  'fullRefund',
  'partialRefund',
  'priceReduction',
] as const satisfies readonly DisputeOutcome[];

/** How it is decided, as the mediator or an award says. */
export class ResolveDisputeDto {
  @EnumField(decisions, { description: 'Outcome.' })
  outcome!: (typeof decisions)[number];

  @MoneyField({ optional: true, description: 'Amount of a part.' })
  amount?: MoneyDto;

  @TextField({ max: 4_000, description: 'Why.', example: '经调解，双方同意减价' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the settlement, award or judgment.' })
  documentDigest?: string;
}

/** The seller gives back all or a part. */
export class GrantRefundDto {
  @EnumField(refundKinds, {
    description:
      'full and partial: the buyer proves the end of use first; priceReduction: he keeps all of it.',
  })
  kind!: (typeof refundKinds)[number];

  @MoneyField({ optional: true, description: 'Amount of a part.' })
  amount?: MoneyDto;

  @TextField({ max: 4_000, description: 'Why.', example: '数据质量未达约定' })
  reason!: string;
}

/** What the buyer pays for what he keeps, where he has not proven in time that its use has ended. */
export class DecideRefundDto {
  @MoneyField({
    description:
      'From what the refund would leave of the price (0.00: nothing) to what was paid of it. The ' +
      'least gives all of the refund back without a proof.',
  })
  price!: MoneyDto;

  @TextField({ max: 2_000, description: 'Why.', example: '买方保留已交付数据，折价补偿' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the settlement, award or judgment.' })
  documentDigest?: string;
}

/** That the data is deleted, or used no more; or that the right that was sold was given back. */
export class ProveUseEndDto {
  @EnumField(['deletion', 'useStop', 'returnTransfer'], {
    description:
      'What is proven. returnTransfer: the right that was sold was transferred back; the title is ' +
      'looked at, and all of the price goes back.',
  })
  how!: 'deletion' | 'useStop' | 'returnTransfer';

  @DigestField({
    description: 'SHA-256 of the certificate of deletion, the statement or the contract of return.',
  })
  proofDigest!: string;
}

const reasons = [
  'agreed',
  'notFunded',
  'notDelivered',
  'byOrder',
] as const satisfies readonly TerminationReason[];

/** The contract is to end before its time. */
export class TerminateOrderDto {
  @EnumField(reasons, {
    description:
      'agreed: when the other side says so too; notFunded: the seller, once the time to pay is over, or the clock; ' +
      'notDelivered: the buyer, once the time to deliver is over; byOrder: the operator.',
  })
  reason!: (typeof reasons)[number];

  @TextField({ max: 2_000, description: 'In words.', example: '双方协商解除' })
  explanation!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the authority’s order.' })
  documentDigest?: string;

  @EnumField(rightsByOrder, {
    optional: true,
    description:
      'byOrder, where the right itself was sold and has moved: what the authority’s order says of it. ' +
      'returns: all of the price goes back once the title shows that the buyer transferred it back; ' +
      'stays: the price goes back at once.',
  })
  right?: RightByOrder;
}
