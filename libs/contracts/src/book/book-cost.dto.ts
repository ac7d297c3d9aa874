import {
  type AcquisitionMode,
  acquisitionModes,
  type CapitalisationCondition,
  capitalisationConditions,
  type CostComponent,
  costTreatments,
} from '@ledger/domain/book/book.terms.js';
import {
  BooleanField,
  DateField,
  DigestField,
  DigestsField,
  EnumField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import {
  BookFactDto,
  SettlementDto,
  settlementText,
  settlementExample,
  exampleDay,
} from './book-fact.dto.js';

const components = Object.keys(costTreatments) as [CostComponent, ...CostComponent[]];

export class ComponentDto {
  @EnumField(components, { description: 'What it was spent on.', example: 'cleaning' })
  component!: CostComponent;

  @MoneyField({ description: 'Amount without recoverable tax.' })
  amount!: MoneyDto;
}

/** Data come by from others. */
export class RecordAcquisitionDto extends BookFactDto {
  @EnumField(acquisitionModes, { description: 'How: decides the account of the other side.' })
  mode!: AcquisitionMode;

  @MoneyField({
    description: 'Price without recoverable tax; fair value where nothing was paid.',
    example: { amount: '600000.00', currency: 'CNY' },
  })
  price!: MoneyDto;

  @ListField(() => ComponentDto, {
    max: 50,
    optional: true,
    description: 'What else belongs to the cost (财会〔2023〕11号).',
  })
  components?: readonly ComponentDto[];

  @MoneyField({
    optional: true,
    description: 'Recoverable value-added tax; none when absent.',
    example: { amount: '36000.00', currency: 'CNY' },
  })
  inputTax?: MoneyDto;

  @ListField(() => SettlementDto, {
    max: 20,
    optional: true,
    description: settlementText,
    example: settlementExample,
  })
  settlement?: readonly SettlementDto[];
}

/** A cost beside the price: capitalised or expensed as its kind says. */
export class RecordCostDto extends BookFactDto {
  @EnumField(components, {
    description:
      'What it was spent on; training, overhead, maintenance, loanAppraisal are expensed.',
    example: 'cleaning',
  })
  component!: CostComponent;

  @MoneyField({ description: 'Amount without recoverable tax.' })
  amount!: MoneyDto;

  @MoneyField({ optional: true, description: 'Recoverable value-added tax; none when absent.' })
  inputTax?: MoneyDto;

  @ListField(() => SettlementDto, {
    max: 20,
    optional: true,
    description: settlementText,
  })
  settlement?: readonly SettlementDto[];
}

/** Spending of the research phase: expensed when incurred (CAS 6 art. 8). */
export class RecordResearchDto extends BookFactDto {
  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;

  @ListField(() => SettlementDto, {
    max: 20,
    optional: true,
    description: settlementText,
  })
  settlement?: readonly SettlementDto[];
}

/** Spending of the development phase. */
export class RecordDevelopmentDto extends RecordResearchDto {
  @BooleanField({
    description:
      'Whether it can be attributed reliably and lies on or after the day on which all five ' +
      'conditions were met; else it is expensed.',
  })
  qualifies!: boolean;
}

export class ConditionMetDto {
  @EnumField(capitalisationConditions, { description: 'Which of the five (CAS 6 art. 9).' })
  condition!: CapitalisationCondition;

  @DateField({ description: 'Day from which it was met.', example: exampleDay })
  metOn!: string;

  @TextField({ max: 500, description: 'What shows it.', example: '立项书与可行性报告' })
  explanation!: string;

  @DigestField({ description: 'SHA-256 of the paper that shows it.' })
  evidenceDigest!: string;
}

/** All five conditions of capitalisation, each with its evidence; from the last day of theirs. */
export class RecordConditionsDto {
  @ListField(() => ConditionMetDto, {
    min: 1,
    max: 5,
    description: 'All five, once each.',
    example: capitalisationConditions.map((condition) => ({
      condition,
      metOn: exampleDay,
      explanation: '立项书与可行性报告',
      evidenceDigest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    })),
  })
  conditions!: readonly ConditionMetDto[];

  @TextField({ max: 200, optional: true, description: 'Remark.', example: '评审会纪要' })
  note?: string;

  @DigestsField({
    max: 50,
    optional: true,
    description: 'SHA-256 of more papers, hex.',
  })
  attachments?: readonly string[];
}

export class RecognitionInputsDto {
  @EnumField(['ownUse', 'service', 'sale'], {
    description: 'Held for own operations, to serve customers repeatedly, or for sale.',
  })
  purpose!: 'ownUse' | 'service' | 'sale';

  @BooleanField({ description: 'Identifiable and non-monetary.' })
  identifiable!: boolean;

  @BooleanField({ description: 'Lawfully owned or controlled.' })
  controlled!: boolean;

  @BooleanField({ description: 'Economic benefits are probable.' })
  benefitsProbable!: boolean;

  @BooleanField({ description: 'Its cost can be measured reliably.' })
  costReliable!: boolean;

  @BooleanField({
    optional: true,
    description: 'Whether its costs fulfil a customer’s contract (CAS 14); no when absent.',
    example: false,
  })
  fulfilsContract?: boolean;
}

/** How the resource is carried, by the recognition table; stored with its inputs. */
export class DecideRecognitionDto extends BookFactDto {
  @ObjectField(() => RecognitionInputsDto, { description: 'What was found.' })
  inputs!: RecognitionInputsDto;

  @TextField({ max: 1_000, description: 'Why it was found so.', example: '自用，取得登记证书' })
  basis!: string;
}

/** Balances taken over from another system, at the beginning of a month. */
export class TakeOpeningBalanceDto extends BookFactDto {
  @DateField({ description: 'First day of a month.', example: '2026-11-01' })
  override on!: string;

  @EnumField(['intangible', 'inventory', 'development'], { description: 'Where it stands.' })
  carriedAs!: 'intangible' | 'inventory' | 'development';

  @MoneyField({ description: 'Original cost.' })
  cost!: MoneyDto;

  @MoneyField({ optional: true, description: 'Accumulated amortisation; none when absent.' })
  amortised?: MoneyDto;

  @MoneyField({ optional: true, description: 'Impairment or provision; none when absent.' })
  impaired?: MoneyDto;
}
