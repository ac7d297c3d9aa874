import type { Money } from '@ledger/domain/money.js';
import { EnumField, Field, ObjectField } from './fields.js';
import type { FieldOptionsOf } from './fields.js';
import { amount } from './shape.js';

/** Money on the wire: a decimal string in major units and its currency. */
export class MoneyDto {
  @Field(amount, {
    description: 'Amount in major units: non-negative, at most 15 digits and 2 decimals.',
    example: '1250000.00',
  })
  amount!: string;

  @EnumField(['CNY'], { description: 'Currency (ISO 4217).' })
  currency!: Money['currency'];
}

/** An amount of money, as `MoneyDto`. */
export const MoneyField = (options: FieldOptionsOf): PropertyDecorator =>
  ObjectField(() => MoneyDto, options);

/** Money as commands and events carry it. */
export const moneyOf = ({ amount, currency }: MoneyDto): Money => ({ amount, currency });
