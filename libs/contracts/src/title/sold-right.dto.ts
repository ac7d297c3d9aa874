import { licencesCapMax } from '@ledger/domain/title/sale.events.js';
import { FractionField, IntegerField } from '../fields.js';

/** What of a right is sold with an order. */
export class SoldRightDto {
  @FractionField({
    optional: true,
    description: 'Exact part of the whole entry, out of the seller’s share; absent: all of it.',
    example: '1/2',
  })
  share?: string;
}

/** How many licences may stand or be reserved at once. */
export const CapField = (options: { readonly description: string; readonly optional?: true }) =>
  IntegerField({ min: 1, max: licencesCapMax, example: 5, ...options });
