import { Field, IdField, TextField } from '../fields.js';
import type { Shape } from '../shape.js';

const month: Shape = {
  accepts: (value) => typeof value === 'string' && /^[0-9]{4}-(?:0[1-9]|1[0-2])$/.test(value),
  zh: '月份，如 2026-11',
  en: 'a month: 2026-11',
  schema: { type: 'string', pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])$' },
};

/** A month of a party that is set off and paid. */
export class NetMonthDto {
  @IdField({ description: 'Party id.' })
  party!: string;

  @Field(month, { description: 'The month, which has ended.', example: '2026-10' })
  month!: string;

  @TextField({ max: 100, description: 'Reference of the payment.', example: '20261201-000456' })
  reference!: string;
}
