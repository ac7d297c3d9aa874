import { rejectionGrounds } from '@ledger/domain/order/performance.events.js';
import {
  disputeGrounds,
  disputeOutcomes,
  refundKinds,
} from '@ledger/domain/order/remedy.events.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';

const sides = ['buyer', 'seller'] as const;

/** The declaration of the export that a delivery relied on. */
export class ExportedDto {
  @IdField({ description: 'Its id.' })
  exportId!: string;

  @IntegerField({ min: 2_000, description: 'Year of its counters.', example: 2026 })
  year!: number;

  @TextField({ max: 2, description: 'Country or region of the receiver.', example: 'SG' })
  destination!: string;
}

/** What is delivered at once. */
export class BatchDto {
  @DigestField({ description: 'SHA-256 of what is delivered, or of its manifest.' })
  contentDigest!: string;

  @IntegerField({ min: 0, optional: true, description: 'Records.', example: 1_000 })
  records?: number;

  @IntegerField({ min: 0, optional: true, description: 'Bytes.', example: 1_048_576 })
  bytes?: number;

  @TextField({ max: 1_000, optional: true, description: 'What it is.', example: '2026年10月' })
  description?: string;
}

/** A batch as it was delivered. */
export class DeliveryDto extends BatchDto {
  @IntegerField({ min: 1, description: 'Its number.', example: 1 })
  deliveryNo!: number;

  @BooleanField({ description: 'Whether it is the last one.' })
  isLast!: boolean;

  @DateField({ description: 'Day.' })
  on!: string;

  @DigestField({ optional: true, description: 'SHA-256 of what reached the buyer.' })
  receivedDigest?: string;

  @BooleanField({ optional: true, description: 'Whether the two are the same.' })
  matches?: boolean;

  @ObjectField(() => ExportedDto, {
    optional: true,
    description: 'It left the country, on this declaration of its exporter.',
  })
  exported?: ExportedDto;
}

/** Why the buyer rejected. */
export class DeliveryRejectionDto {
  @EnumField(rejectionGrounds, { description: 'Ground.' })
  ground!: (typeof rejectionGrounds)[number];

  @TextField({ max: 2_000, description: 'In words.', example: '缺少9月数据' })
  explanation!: string;

  @DateField({ description: 'Inclusive last day to deliver anew.' })
  cureUntil!: string;

  @DateField({ description: 'Day.' })
  on!: string;
}

/** A dispute. */
export class DisputeDto {
  @IntegerField({ min: 1, description: 'Its number.', example: 1 })
  disputeNo!: number;

  @EnumField(sides, { description: 'Who opened it.' })
  side!: (typeof sides)[number];

  @EnumField(disputeGrounds, { description: 'Ground.' })
  ground!: (typeof disputeGrounds)[number];

  @TextField({ max: 4_000, description: 'Claim.', example: '要求减价' })
  claim!: string;

  @IntegerField({ min: 1, optional: true, description: 'The charge disputed.', example: 1 })
  chargeNo?: number;

  @DateField({ description: 'Day.' })
  on!: string;

  @EnumField(disputeOutcomes, { optional: true, description: 'How it ended.' })
  outcome?: (typeof disputeOutcomes)[number];

  @TextField({ max: 4_000, optional: true, description: 'Why.', example: '双方达成和解' })
  reason?: string;

  @DateField({ optional: true, description: 'Day on which it ended.' })
  resolvedOn?: string;
}

/** A refund. */
export class RefundDto {
  @IntegerField({ min: 1, description: 'Its number.', example: 1 })
  refundNo!: number;

  @EnumField(refundKinds, { description: 'Kind.' })
  kind!: (typeof refundKinds)[number];

  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;

  @EnumField(['dispute', 'seller', 'termination'], { description: 'What it comes of.' })
  cause!: 'dispute' | 'seller' | 'termination';

  @TextField({ max: 4_000, description: 'Why.', example: '质量不符' })
  reason!: string;

  @BooleanField({ description: 'Whether the end of use is to be proven first.' })
  needsProof!: boolean;

  @DateField({ optional: true, description: 'Last day of that proof; then it may be taken back.' })
  proofUntil?: string;

  @DateField({ optional: true, description: 'Day on which the seller took it back.' })
  withdrawnOn?: string;

  @MoneyField({
    optional: true,
    description: 'What the buyer pays for what he keeps, where the operator has decided that.',
  })
  decidedPrice?: MoneyDto;

  @DigestField({ optional: true, description: 'SHA-256 of that proof.' })
  proofDigest?: string;

  @DateField({ optional: true, description: 'Day on which it was posted.' })
  postedOn?: string;
}
