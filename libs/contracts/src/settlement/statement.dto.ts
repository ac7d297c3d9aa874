import { BooleanField, DateField, IdField, ListField, ObjectField, TextField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { ChargeDto } from '../pricing/charge.dto.js';
import { AccountEntryDto, InvoiceDto } from './settlement.dto.js';
import { SignedMoneyDto } from './signed-money.dto.js';

/** Whose money, and when. */
export class StatementQuery {
  @TextField({
    max: 60,
    optional: true,
    description:
      'Party id or USCC; the caller’s own when absent. Others: the operator and the auditor.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  party?: string;

  @DateField({ description: 'First day.', example: '2026-11-01' })
  from!: string;

  @DateField({ description: 'Inclusive last day.', example: '2026-11-30' })
  to!: string;
}

/** One account over the period; balances are credits less debits. */
export class StatementAccountDto {
  @TextField({ max: 80, description: 'Account.', example: 'fee:exchange' })
  id!: string;

  @TextField({ max: 20, description: 'Kind.', example: 'payable' })
  kind!: string;

  @ObjectField(() => SignedMoneyDto, { description: 'Before the first day.' })
  opening!: SignedMoneyDto;

  @MoneyField({ description: 'Debits of the period.' })
  debit!: MoneyDto;

  @MoneyField({ description: 'Credits of the period.' })
  credit!: MoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'After the last day.' })
  closing!: SignedMoneyDto;
}

/** A line of the statement. */
export class StatementLineDto extends AccountEntryDto {
  @TextField({ max: 80, description: 'Account.', example: 'fee:exchange' })
  accountId!: string;
}

/** What is left when all is set off (轧差). */
export class NettingDto {
  @ObjectField(() => SignedMoneyDto, { description: 'What the party is owed at the end.' })
  owedToParty!: SignedMoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'What the party owes at the end.' })
  owedByParty!: SignedMoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'The difference: to be paid out, or in.' })
  net!: SignedMoneyDto;
}

/** What an organisation of a statement is called. */
export class StatementPartyDto {
  @IdField({ description: 'Its id.' })
  partyId!: string;

  @TextField({
    ...{ max: 200, example: '示例银行股份有限公司' },
    description: 'Its name on the last day; its id where it is not registered here.',
  })
  name!: string;

  @TextField({
    ...{ max: 60, optional: true, example: '91440300MADX00019R' },
    description: 'Unified social credit code or other identifier.',
  })
  identifier?: string;
}

/** A party's money over a period. */
export class StatementDto {
  @TextField({ max: 60, description: 'Whose.', example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' })
  party!: string;

  @DateField({ description: 'First day.' })
  from!: string;

  @DateField({ description: 'Inclusive last day.' })
  to!: string;

  @ListField(() => StatementPartyDto, {
    max: 10_000,
    description: 'Whose it is, and the other side of each line, charge and invoice.',
  })
  parties!: readonly StatementPartyDto[];

  @ListField(() => StatementAccountDto, { max: 100, description: 'Accounts.' })
  accounts!: readonly StatementAccountDto[];

  @ListField(() => StatementLineDto, { max: 2_000, description: 'Lines, oldest first.' })
  lines!: readonly StatementLineDto[];

  @BooleanField({ description: 'Whether these are all lines; the files hold all.' })
  isComplete!: boolean;

  @ListField(() => ChargeDto, { max: 2_000, description: 'Charges on either side, oldest first.' })
  charges!: readonly ChargeDto[];

  @ListField(() => InvoiceDto, { max: 2_000, description: 'Invoices, blue and red.' })
  invoices!: readonly InvoiceDto[];

  @ObjectField(() => NettingDto, { description: 'What is left when all is set off.' })
  netting!: NettingDto;
}
