import { DecimalField, IntegerField, ObjectField, TextField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PricePlanDto } from '../pricing/price-plan.dto.js';

/** A price with its tax. */
export class AgreedPriceDto {
  @MoneyField({ description: 'Without VAT.' })
  net!: MoneyDto;

  @MoneyField({ description: 'VAT.' })
  vat!: MoneyDto;

  @DecimalField({
    integerDigits: 1,
    scale: 6,
    description: 'Rate of the VAT.',
    example: '0.060000',
  })
  vatRate!: string;

  @MoneyField({ description: 'What the buyer pays.' })
  gross!: MoneyDto;
}

/** What the two sides agree on; periods in calendar days, moved to the next working day. */
export class ContractTermsDto {
  @ObjectField(() => AgreedPriceDto, { description: 'What falls due with the contract.' })
  price!: AgreedPriceDto;

  @ObjectField(() => PricePlanDto, {
    optional: true,
    description: 'How it is paid for; absent: by that price alone.',
  })
  plan?: PricePlanDto;

  @MoneyField({ optional: true, description: 'Due before delivery, where less than the price.' })
  deposit?: MoneyDto;

  @IntegerField({ min: 1, optional: true, description: 'Days to sign.', example: 30 })
  signingDays?: number;

  @IntegerField({ min: 1, description: 'Days to pay what is due first.', example: 10 })
  fundingDays!: number;

  @IntegerField({ min: 1, description: 'Days from then on to deliver.', example: 30 })
  deliveryDays!: number;

  @IntegerField({ min: 1, description: 'Days to inspect; then silence accepts.', example: 7 })
  acceptanceDays!: number;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Days from acceptance to pay what a deposit left open.',
    example: 10,
  })
  balanceDays?: number;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Days to prove the end of use that a refund waits for.',
    example: 10,
  })
  proofDays?: number;

  @IntegerField({ min: 1, description: 'Days from settlement to the closing.', example: 30 })
  afterSaleDays!: number;

  @TextField({ max: 1_000, optional: true, description: 'More.', example: '分两批交付' })
  note?: string;
}
