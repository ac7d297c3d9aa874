import { EnumField, Field } from '../fields.js';
import { decimal } from '../shape.js';

/** Money that may be below zero. */
export class SignedMoneyDto {
  @Field(decimal({ scale: 2, integerDigits: 15, signed: true }), {
    description: 'Amount in major units, two decimals.',
    example: '-1250000.00',
  })
  amount!: string;

  @EnumField(['CNY'], { description: 'Currency (ISO 4217).' })
  currency!: 'CNY';
}
