import type { FinancingStatus } from '@ledger/domain/financing/facility.js';
import {
  BooleanField,
  DateField,
  DecimalField,
  DigestField,
  EnumField,
  Field,
  IdField,
  ListField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { partyKey, text } from '../shape.js';
import { CoveringDto } from './covering.dto.js';
import { PaymentCorrectionDto } from './payment.dto.js';

const financingStatuses = [
  'requested',
  'offered',
  'accepted',
  'perfected',
  'defaulted',
  'closed',
] as const satisfies readonly Exclude<FinancingStatus, 'none'>[];

export class CollateralDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IdField({ description: 'The operation entry that is to be pledged.' })
  holdingId!: string;
}

/** A borrower asks a lender for a facility on entries that he holds. */
export class RequestFinancingDto {
  @IdField({ description: 'Party id of the lender.' })
  lenderPartyId!: string;

  @MoneyField({ description: 'What is wanted.' })
  amount!: MoneyDto;

  @TextField({ max: 200, description: 'What for.', example: '流动资金周转' })
  purpose!: string;

  @DateField({ description: 'Inclusive last day that is wanted.', example: '2027-11-20' })
  until!: string;

  @ListField(() => CollateralDto, { min: 1, max: 100, description: 'What is to secure it.' })
  collateral!: readonly CollateralDto[];
}

/** The lender's terms. */
export class MakeOfferDto {
  @MoneyField({ description: 'The line.' })
  creditLine!: MoneyDto;

  @DecimalField({
    integerDigits: 1,
    scale: 6,
    description: 'Part of the appraised value that is not counted; at least the policy’s.',
    example: '0.100000',
  })
  haircut!: string;

  @DecimalField({
    integerDigits: 1,
    scale: 6,
    description: 'Part of the value after the haircut that is lent; at most the policy’s.',
    example: '0.500000',
  })
  ratio!: string;

  @DecimalField({ integerDigits: 1, scale: 6, description: 'Yearly rate.', example: '0.043500' })
  rate!: string;

  @DateField({ description: 'Inclusive last day of the facility.', example: '2027-11-20' })
  until!: string;

  @DateField({ description: 'Inclusive last day for accepting.', example: '2026-12-20' })
  openUntil!: string;
}

export class AcceptOfferDto {
  @DigestField({
    description: 'SHA-256 of the pledge contract: pledges under it perfect the collateral.',
  })
  contractDigest!: string;
}

export class RecordDrawdownDto {
  @MoneyField({ description: 'Principal paid out.' })
  amount!: MoneyDto;

  @DateField({ optional: true, description: 'Value date; today when absent.' })
  on?: string;

  @TextField({ max: 100, optional: true, description: 'Reference.', example: '放款通知书第1号' })
  reference?: string;
}

export class RecordRepaymentDto {
  @MoneyField({ description: 'Principal paid back; 0.00 where interest alone is paid.' })
  amount!: MoneyDto;

  @MoneyField({ optional: true, description: 'Interest and cost paid with it.' })
  interest?: MoneyDto;

  @DateField({ optional: true, description: 'Value date; today when absent.' })
  on?: string;
}

export class CallMarginDto {
  @MoneyField({ description: 'What is asked for.' })
  amount!: MoneyDto;

  @DateField({ description: 'Inclusive last day for the cure.', example: '2026-12-04' })
  until!: string;
}

export class CureMarginDto {
  @EnumField(['repayment', 'collateral', 'waived'], { description: 'How it was cured.' })
  how!: 'repayment' | 'collateral' | 'waived';
}

export class DeclareDefaultDto {
  @EnumField(['notRepaid', 'marginNotCured', 'insolvency', 'other'], { description: 'Ground.' })
  ground!: 'notRepaid' | 'marginNotCured' | 'insolvency' | 'other';

  @TextField({ max: 500, description: 'What happened.', example: '到期未还' })
  explanation!: string;
}

export class PerfectedDto extends CollateralDto {
  @TextField({
    max: 60,
    description: 'The pledge.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1',
  })
  pledgeId!: string;

  @MoneyField({ description: 'What it secured when it was registered.' })
  secured!: MoneyDto;

  @IdField({
    optional: true,
    description: 'Whom it was assigned to alone: it no longer secures this facility.',
  })
  assignedToPartyId?: string;
}

export class OutsideTermsDto {
  @TextField({ max: 60, description: 'The drawdown.', example: 'd1b2c3d4' })
  drawdownId!: string;

  @ListField(text({ max: 30 }), { max: 10, description: 'In which ways it lies outside.' })
  grounds!: readonly string[];
}

/** A facility in a list. */
export class FinancingLineDto {
  @IdField({ description: 'Id of the facility.' })
  id!: string;

  @IdField({ description: 'Party id of the borrower.' })
  borrowerPartyId!: string;

  @IdField({ description: 'Party id of who lends now.' })
  lenderPartyId!: string;

  @EnumField(financingStatuses, { description: 'Where it stands.' })
  status!: string;

  @DateField({ description: 'Inclusive last day.' })
  until!: string;

  @MoneyField({ description: 'The line that was accepted; zero before.' })
  creditLine!: MoneyDto;

  @MoneyField({ description: 'Principal owed.' })
  balance!: MoneyDto;

  @BooleanField({ description: 'Whether the coverage is below the agreed minimum.' })
  coverageBreached!: boolean;
}

/** A facility as it stands. */
export class FinancingDto extends FinancingLineDto {
  @MoneyField({ description: 'What was asked for.' })
  amount!: MoneyDto;

  @TextField({ max: 200, description: 'What for.', example: '流动资金周转' })
  purpose!: string;

  @ListField(() => CollateralDto, { max: 100, description: 'What is to secure it.' })
  collateral!: readonly CollateralDto[];

  @ListField(() => PerfectedDto, { max: 100, description: 'Pledges that secure it.' })
  perfected!: readonly PerfectedDto[];

  @TextField({ max: 20, description: 'What may still be drawn.', example: '100000.00' })
  available!: string;

  @MoneyField({
    optional: true,
    description:
      'Appraisals valid today, after the haircut of the offer; once it is accepted, of the ' +
      'collateral on which a pledge of the facility stands, less what ranks ahead of it.',
  })
  value?: MoneyDto;

  @MoneyField({
    optional: true,
    description:
      'What of that value the facility’s pledges would bring by rank, at most what they secure. ' +
      'Less than the balance is a breach, whatever the value.',
  })
  realisable?: MoneyDto;

  @ListField(() => CoveringDto, { max: 100, description: 'Asset by asset, what that rests on.' })
  covering!: readonly CoveringDto[];

  @TextField({
    max: 30,
    optional: true,
    description:
      'That value over the balance, four decimals, rounded down; empty: nothing is owed.',
    example: '1.6000',
  })
  coverage?: string;

  @ListField(() => OutsideTermsDto, { max: 5_000, description: 'Drawdowns outside the terms.' })
  outsideTerms!: readonly OutsideTermsDto[];

  @ListField(() => PaymentCorrectionDto, {
    max: 5_000,
    description: 'Corrections of payments that wait for another person; for the lender.',
  })
  corrections!: readonly PaymentCorrectionDto[];

  @TextField({ max: 10, optional: true, description: 'Haircut of the offer.', example: '0.1' })
  haircut?: string;

  @TextField({ max: 10, optional: true, description: 'Ratio of the offer.', example: '0.5' })
  ratio?: string;

  @TextField({ max: 10, optional: true, description: 'Yearly rate.', example: '0.0435' })
  rate?: string;

  @TextField({ max: 10, optional: true, description: 'Agreed minimum.', example: '1.2' })
  coverageMin?: string;

  @DateField({ optional: true, description: 'Inclusive last day for accepting the offer.' })
  openUntil?: string;

  @DateField({ optional: true, description: 'Last day for curing the open margin call.' })
  marginCallUntil?: string;
}

/** Filters of the list of facilities. */
export class FinancingsQuery extends PageQuery {
  @Field(partyKey, {
    optional: true,
    description: 'Only those in which this party is the other side.',
    example: '91330100K123456779',
  })
  party?: string;
}
