import { BooleanField, Field, IdField, IntegerField, ListField, TextField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { partyKey } from '../shape.js';

export class CreditLineQuery {
  @Field(partyKey, {
    description: 'Whose portfolio: party id or unified social credit code.',
    example: '91440300MADX00019R',
  })
  party!: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Why; a lender says so, and it is recorded.',
    example: '批量授信',
  })
  purpose?: string;
}

export class AssetCreditDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @MoneyField({ description: 'Latest appraisal valid today; zero where there is none.' })
  value!: MoneyDto;

  @TextField({ max: 60, optional: true, description: 'Its id.', example: '5c8f1d20' })
  valuationId?: string;

  @MoneyField({ description: 'Still secured by standing pledges and claims.' })
  secured!: MoneyDto;

  @MoneyField({ description: 'Value × (1 − haircut) × ratio less secured; zero at least.' })
  line!: MoneyDto;

  @BooleanField({ description: 'Whether a bar stands on it: then its line is zero.' })
  barred!: boolean;

  @BooleanField({ description: 'Whether its registration is in force: else its line is zero.' })
  certified!: boolean;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Position of the last event that its figures rest on; absent: read from the log.',
    example: 42,
  })
  position?: number;
}

/** What could be lent on a portfolio now. */
export class CreditLineDto {
  @IdField({ description: 'Party id.' })
  partyId!: string;

  @IntegerField({
    min: 0,
    description: 'Position that it rests on: all that was recorded up to it is in the figures.',
    example: 42,
  })
  asOf!: number;

  @TextField({ max: 10, description: 'Haircut of the lender’s policy.', example: '0.1' })
  haircut!: string;

  @TextField({ max: 10, description: 'Ratio of the lender’s policy.', example: '0.5' })
  ratioMax!: string;

  @IntegerField({ min: 1, description: 'Version of the policy.', example: 1 })
  policyVersion!: number;

  @MoneyField({ description: 'Sum of the lines.' })
  total!: MoneyDto;

  @ListField(() => AssetCreditDto, { max: 500, description: 'By asset that the caller may see.' })
  items!: readonly AssetCreditDto[];
}
