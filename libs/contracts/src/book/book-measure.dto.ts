import { type AmortisationUse, amortisationUses } from '@ledger/domain/book/book.terms.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  FractionField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { BookFactDto, SettlementDto, settlementText, exampleDay } from './book-fact.dto.js';

export class LifeFactorDto {
  @TextField({ max: 100, description: 'The factor.', example: '更新频率和时效性' })
  factor!: string;

  @TextField({ max: 500, description: 'What was found.', example: '按月更新，三年内仍有使用价值' })
  finding!: string;
}

/** Useful life and method, or a change of them (CAS 28: prospective). */
export class EstimateLifeDto extends BookFactDto {
  @DateField({
    optional: true,
    description: 'Day from which it can be used; `on` when absent. Of the first estimate.',
    example: exampleDay,
  })
  availableOn?: string;

  @EnumField(['straightLine', 'unitsOfUse', 'indefinite'], { description: 'Method.' })
  method!: 'straightLine' | 'unitsOfUse' | 'indefinite';

  @IntegerField({
    min: 1,
    max: 1_200,
    optional: true,
    description:
      'Months of life from availability on; of a change: months left from that month on.',
    example: 36,
  })
  months?: number;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Units of use from availability, or from the change, on.',
    example: 1_000_000,
  })
  units?: number;

  @MoneyField({
    optional: true,
    description: 'Residual value; zero when absent, which is the rule (CAS 6 art. 18).',
    example: { amount: '0.00', currency: 'CNY' },
  })
  residual?: MoneyDto;

  @EnumField(amortisationUses, { description: 'Where the amortisation is charged, by use.' })
  use!: AmortisationUse;

  @ListField(() => LifeFactorDto, {
    min: 1,
    max: 20,
    description: 'Factors considered: business model, limits of rights, timeliness, competition …',
    example: [{ factor: '更新频率和时效性', finding: '按月更新' }],
  })
  factors!: readonly LifeFactorDto[];

  @DateField({
    optional: true,
    description: 'Inclusive last day of the right.',
    example: '2031-11-19',
  })
  rightUntil?: string;

  @DigestField({ optional: true, description: 'Evidence that the right will be renewed.' })
  renewalEvidenceDigest?: string;

  @DigestField({ optional: true, description: 'Evidence of a residual value.' })
  residualEvidenceDigest?: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'Why it is changed.',
    example: '技术迭代加快',
  })
  changeReason?: string;
}

/** Units that an asset amortised by use has given. */
export class RecordUnitsDto extends BookFactDto {
  @IntegerField({ min: 1, description: 'Units.', example: 12_000 })
  units!: number;
}

/** An impairment test; refused where nothing is lost. */
export class TestImpairmentDto extends BookFactDto {
  @MoneyField({ optional: true, description: 'Fair value less costs of disposal.' })
  fairValueLessCosts?: MoneyDto;

  @MoneyField({ optional: true, description: 'Present value of future cash flows.' })
  presentValue?: MoneyDto;

  @TextField({ max: 1_000, optional: true, description: 'How it was found.', example: '收益法' })
  basis?: string;
}

/** Inventory to its net realisable value (CAS 1 art. 15); `reversal` also of what is held for sale. */
export class WriteDownDto extends BookFactDto {
  @MoneyField({
    description:
      'Estimated price less cost to complete, selling expenses and taxes; of what is held for ' +
      'sale, fair value less costs to sell.',
  })
  netRealisableValue!: MoneyDto;

  @TextField({ max: 1_000, optional: true, description: 'How it was found.', example: '合同价' })
  basis?: string;
}

export class ReverseWriteDownDto extends WriteDownDto {
  @TextField({ max: 500, description: 'Which factor has disappeared.', example: '市场价格回升' })
  reason!: string;
}

/** The purpose has changed: at the net carrying amount, without profit or loss. */
export class ReclassifyBookDto extends BookFactDto {
  @EnumField(['inventory', 'intangible'], { description: 'What it is from now on.' })
  to!: 'intangible' | 'inventory';

  @TextField({ max: 500, description: 'Why.', example: '持有目的改为出售' })
  reason!: string;
}

/** Held for sale (CAS 42): amortisation stops. */
export class HoldForSaleDto extends BookFactDto {
  @MoneyField({ description: 'Fair value less costs to sell.' })
  fairValueLessCosts!: MoneyDto;
}

/** In use again: at the lower of two amounts (CAS 42 art. 21); one of the recoverable ones is enough. */
export class WithdrawHeldForSaleDto extends BookFactDto {
  @MoneyField({ optional: true, description: 'Fair value less costs of disposal.' })
  fairValueLessCosts?: MoneyDto;

  @MoneyField({ optional: true, description: 'Present value of future cash flows.' })
  presentValue?: MoneyDto;

  @TextField({ max: 500, description: 'Why it is held for sale no more.', example: '转回自用' })
  reason!: string;
}

/** A sale that passes control; a licence that leaves the data with the seller is revenue. */
export class SellDataDto extends BookFactDto {
  @FractionField({ optional: true, description: 'Part of what is held; all when absent.' })
  share?: string;

  @MoneyField({ description: 'Price without tax.' })
  price!: MoneyDto;

  @MoneyField({ optional: true, description: 'Output tax; none when absent.' })
  outputTax?: MoneyDto;

  @BooleanField({ description: 'Whether control has passed to the buyer (CAS 14).' })
  controlTransferred!: boolean;

  @ListField(() => SettlementDto, {
    max: 20,
    optional: true,
    description: settlementText,
  })
  settlement?: readonly SettlementDto[];

  @IdField({ optional: true, description: 'The order of the exchange that suggested it.' })
  orderId?: string;
}

/** A book of an organisation that the caller's succeeded, at the amounts at which it is carried. */
export class TakeOverBookDto extends BookFactDto {
  @FractionField({ optional: true, description: 'Part of what is held; all when absent.' })
  share?: string;
}

/** No more benefit is expected: rights expired or revoked, data destroyed. */
export class LapseBookDto extends BookFactDto {
  @TextField({ max: 500, description: 'What happened.', example: '授权被撤销' })
  reason!: string;

  @BooleanField({
    optional: true,
    description: 'Whether the loss of inventory is an ordinary one; no when absent.',
    example: false,
  })
  isOrdinary?: boolean;
}

export class LapsePartDto extends LapseBookDto {
  @FractionField({ description: 'Part of what is held.' })
  share!: string;
}

/** Revenue from serving customers with the data (CAS 14). */
export class EarnRevenueDto extends BookFactDto {
  @EnumField(['main', 'other'], { description: 'Main (6001) or other (6051) revenue.' })
  revenue!: 'main' | 'other';

  @MoneyField({ description: 'Amount without tax.' })
  amount!: MoneyDto;

  @MoneyField({ optional: true, description: 'Output tax; none when absent.' })
  outputTax?: MoneyDto;

  @ListField(() => SettlementDto, {
    max: 20,
    optional: true,
    description: settlementText,
  })
  settlement?: readonly SettlementDto[];

  @MoneyField({ optional: true, description: 'Contract cost carried over; none when absent.' })
  contractCost?: MoneyDto;

  @IdField({ optional: true, description: 'The order of the exchange that suggested it.' })
  orderId?: string;
}
