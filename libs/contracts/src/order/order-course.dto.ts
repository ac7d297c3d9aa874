import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { oneOf } from '../shape.js';
import { ContractTermsDto } from './contract-terms.dto.js';
import { DeliveryDto, DisputeDto, RefundDto, DeliveryRejectionDto } from './order-events.dto.js';
import { SideIdentityDto } from './side-identity.dto.js';

const sides = ['buyer', 'seller'] as const;

/** What was said of where the data comes from. */
export class SourceStatementDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IntegerField({ min: 0, description: 'Version of the asset read; 0: none.', example: 4 })
  version!: number;

  @TextField({ max: 40, optional: true, description: 'Kind of source.', example: 'agreement' })
  source?: string;

  @TextField({ max: 4_000, optional: true, description: 'Statement.', example: '企业自行采集' })
  statement?: string;

  @TextField({
    max: 60,
    optional: true,
    description: 'Certificate.',
    example: 'N1a2b3c4d202611000001',
  })
  certificateNo?: string;
}

/** A contract that both sides signed. */
export class OrderContractDto {
  @DigestField({ description: 'SHA-256 of the contract.' })
  contractDigest!: string;

  @DateField({ description: 'Day on which both had signed.' })
  on!: string;

  @DigestField({ optional: true, description: 'The contract that it took the place of.' })
  supersedes?: string;
}

/** A proposal to put another contract in its place. */
export class AmendmentDto {
  @IntegerField({ min: 1, description: 'Its number.', example: 1 })
  amendmentNo!: number;

  @EnumField(sides, { description: 'Who proposes it.' })
  side!: (typeof sides)[number];

  @ObjectField(() => ContractTermsDto, { description: 'Its terms.' })
  terms!: ContractTermsDto;

  @DigestField({ description: 'SHA-256 of the new contract.' })
  contractDigest!: string;
}

/** Who got what of the price. */
export class SettledShareDto {
  @IdField({ description: 'Party.' })
  partyId!: string;

  @TextField({ max: 30, optional: true, description: 'What it brings.', example: 'holder' })
  role?: string;

  @MoneyField({ description: 'Share.' })
  amount!: MoneyDto;
}

/** What a pledgee is due of the seller's part. */
export class PayDownDto {
  @TextField({
    max: 60,
    description: 'The pledge.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1',
  })
  pledgeId!: string;

  @IdField({ description: 'The pledgee.' })
  pledgeePartyId!: string;

  @EnumField(['payDown', 'deposit', 'asAgreed'], { description: 'Where it goes.' })
  proceeds!: 'payDown' | 'deposit' | 'asAgreed';

  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;
}

/** How the price was divided. */
export class OrderSettlementDto {
  @MoneyField({ description: 'What was divided.' })
  gross!: MoneyDto;

  @MoneyField({ description: 'VAT of the supply.' })
  vat!: MoneyDto;

  @MoneyField({ description: 'Fee of the exchange, its VAT inside.' })
  fee!: MoneyDto;

  @EnumField(['gross', 'netOfTax', 'netOfFee'], { description: 'What the shares are of.' })
  base!: 'gross' | 'netOfTax' | 'netOfFee';

  @ListField(() => SettledShareDto, { max: 100, description: 'Shares; they add up to the base.' })
  shares!: readonly SettledShareDto[];

  @ListField(() => PayDownDto, { max: 100, description: 'What of it pledgees are due.' })
  payDowns!: readonly PayDownDto[];

  @IdField({ optional: true, description: 'The revenue-sharing agreement.' })
  sharingId?: string;

  @IntegerField({ min: 1, optional: true, description: 'Its version at the sale.', example: 1 })
  sharingVersion?: number;

  @IntegerField({ min: 1, description: 'Version of the settlement policy.', example: 1 })
  policyVersion!: number;

  @DateField({ description: 'Day.' })
  on!: string;

  @DateField({ description: 'Inclusive last day of after-sale.' })
  afterSaleUntil!: string;
}

/** Why an order is over. */
export class OrderEndingDto {
  @TextField({ max: 60, description: 'Reason code.', example: 'completed' })
  reason!: string;

  @TextField({ max: 4_000, optional: true, description: 'In words.', example: '逾期未付款' })
  explanation?: string;
}

/** How far an order that goes on has been charged. */
export class OrderChargingDto {
  @IntegerField({ min: 0, description: 'Charges so far.', example: 3 })
  charges!: number;

  @MoneyField({ description: 'What of them is unpaid.' })
  outstanding!: MoneyDto;

  @DateField({ optional: true, description: 'First day on which the clock charges again.' })
  nextOn?: string;

  @BooleanField({ description: 'Whether the licence is over and charged through.' })
  hasEnded!: boolean;
}

/** Everything that was agreed and done. */
export class OrderCourseDto {
  @IntegerField({ min: 1, description: 'Version of the terms that stands.', example: 1 })
  termsVersion!: number;

  @ObjectField(() => ContractTermsDto, { description: 'Terms that stand.' })
  terms!: ContractTermsDto;

  @ObjectField(() => SideIdentityDto, { optional: true, description: 'The seller then.' })
  seller?: SideIdentityDto;

  @ObjectField(() => SideIdentityDto, { optional: true, description: 'The buyer then.' })
  buyer?: SideIdentityDto;

  @ObjectField(() => SourceStatementDto, { optional: true, description: 'Source of the data.' })
  source?: SourceStatementDto;

  @ListField(oneOf(sides), {
    ...{ max: 2, optional: true, example: ['seller'] },
    description: 'Sides that have declared that the two are related parties (关联方).',
  })
  relatedBy?: readonly (typeof sides)[number][];

  @ListField(() => OrderContractDto, { max: 100, description: 'Contracts; the last one stands.' })
  contracts!: readonly OrderContractDto[];

  @ObjectField(() => AmendmentDto, { optional: true, description: 'An amendment that waits.' })
  amendment?: AmendmentDto;

  @MoneyField({ description: 'Price less what it was reduced by before settlement.' })
  due!: MoneyDto;

  @MoneyField({ description: 'What has come in of it.' })
  received!: MoneyDto;

  @MoneyField({ description: 'What was given back after settlement.' })
  refunded!: MoneyDto;

  @DateField({ optional: true, description: 'Last day to sign an ordinary order.' })
  signUntil?: string;

  @DateField({ optional: true, description: 'Last day to pay what is due first.' })
  fundingUntil?: string;

  @DateField({ optional: true, description: 'Last day to deliver.' })
  deliveryUntil?: string;

  @DateField({ optional: true, description: 'Last day to reject; then silence accepts.' })
  acceptanceUntil?: string;

  @DateField({ optional: true, description: 'Last day to pay what a deposit left open.' })
  balanceUntil?: string;

  @ListField(() => DeliveryDto, { max: 1_000, description: 'Batches.' })
  deliveries!: readonly DeliveryDto[];

  @ListField(() => DeliveryRejectionDto, { max: 1_000, description: 'Rejections.' })
  rejections!: readonly DeliveryRejectionDto[];

  @EnumField(['declared', 'silence', 'decision'], {
    optional: true,
    description: 'How it was accepted; `decision`: the operator’s, of a contract that had ended.',
  })
  acceptedBy?: 'declared' | 'silence' | 'decision';

  @DateField({ optional: true, description: 'Day of acceptance.' })
  acceptedOn?: string;

  @ObjectField(() => OrderSettlementDto, { optional: true, description: 'Settlement.' })
  settlement?: OrderSettlementDto;

  @ObjectField(() => OrderChargingDto, {
    optional: true,
    description: 'Charges by the plan; absent where all is paid with the contract.',
  })
  charging?: OrderChargingDto;

  @ListField(() => DisputeDto, { max: 1_000, description: 'Disputes.' })
  disputes!: readonly DisputeDto[];

  @ListField(() => RefundDto, { max: 1_000, description: 'Refunds.' })
  refunds!: readonly RefundDto[];

  @BooleanField({ description: 'Whether the contract lets the buyer use the data now.' })
  entitles!: boolean;
}
