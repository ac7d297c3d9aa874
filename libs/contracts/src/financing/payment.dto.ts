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
import { PageQuery } from '../page.js';
import { text } from '../shape.js';

/** What a drawdown or a repayment says. */
export class PaymentSaidDto {
  @MoneyField({ description: 'Principal; 0.00 where interest alone was paid.' })
  amount!: MoneyDto;

  @MoneyField({ optional: true, description: 'Of a repayment: interest and cost paid with it.' })
  interest?: MoneyDto;

  @DateField({ description: 'Value date.' })
  on!: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Of a drawdown: reference.',
    example: '放款通知书第1号',
  })
  reference?: string;
}

/** What is wrong with a drawdown or repayment. */
export class ProposePaymentCorrectionDto {
  @TextField({
    max: 60,
    description: 'Id of the drawdown or repayment.',
    example: '0d9c4a52-7f31-4c11-9f6d-2b1a8e3c5d70',
  })
  paymentId!: string;

  @ObjectField(() => PaymentSaidDto, {
    optional: true,
    description: 'What it should say, whole; absent: it never happened.',
  })
  to?: PaymentSaidDto;

  @TextField({ max: 500, description: 'Why.', example: '录入错误' })
  reason!: string;
}

/** A correction that waits for another person of the lender’s. */
export class PaymentCorrectionDto extends ProposePaymentCorrectionDto {
  @IdField({ description: 'Id of the correction.' })
  correctionId!: string;

  @EnumField(['drawdown', 'repayment'], { description: 'What is to be corrected.' })
  of!: 'drawdown' | 'repayment';
}

/** What a payment said before it was corrected. */
export class EarlierPaymentDto {
  @IdField({ description: 'Id of the correction.' })
  correctionId!: string;

  @ObjectField(() => PaymentSaidDto, {
    optional: true,
    description: 'What it said; absent: that it never happened.',
  })
  said?: PaymentSaidDto;

  @TextField({ max: 500, description: 'Why it was corrected.', example: '录入错误' })
  reason!: string;

  @DateField({ description: 'Day of the correction.' })
  on!: string;
}

/** A line of a facility’s statement. */
export class PaymentDto extends PaymentSaidDto {
  @TextField({
    max: 60,
    description: 'Id of the drawdown or repayment.',
    example: '0d9c4a52-7f31-4c11-9f6d-2b1a8e3c5d70',
  })
  id!: string;

  @EnumField(['drawdown', 'repayment'], { description: 'What it is.' })
  kind!: 'drawdown' | 'repayment';

  @BooleanField({ description: 'It never happened, as a correction says: it moves nothing.' })
  cancelled!: boolean;

  @TextField({
    max: 20,
    description: 'Principal owed after it, by value dates; below zero where dates cross.',
    example: '600000.00',
  })
  balance!: string;

  @ListField(text({ max: 30 }), {
    max: 10,
    description: 'Of a drawdown: in which ways it lies outside the terms.',
  })
  outsideTerms!: readonly string[];

  @ListField(() => EarlierPaymentDto, {
    max: 5_000,
    description: 'What it said before, correction by correction.',
  })
  earlier!: readonly EarlierPaymentDto[];

  @IntegerField({
    min: 1,
    description: 'Version of the facility that last said what it is.',
    example: 7,
  })
  version!: number;
}

/** Filters of a facility’s statement. */
export class PaymentsQuery extends PageQuery {
  @DateField({ optional: true, description: 'Value dates from this day on.' })
  from?: string;

  @DateField({ optional: true, description: 'Value dates up to this day, inclusive.' })
  until?: string;
}
