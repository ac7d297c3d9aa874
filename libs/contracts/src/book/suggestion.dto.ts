import { DateField, EnumField, IdField, ListField, TextField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { uuid } from '../shape.js';

const suggestionStates = ['open', 'booked', 'review', 'withdrawn'] as const;

/** What an order of the exchange suggests to record; nothing records itself. */
export class SuggestionDto {
  @TextField({
    max: 60,
    description: 'Id: the order’s, a full stop and the side.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.buyer',
  })
  id!: string;

  @IdField({ description: 'The order; name it in the fact that books it.' })
  orderId!: string;

  @EnumField(['buyer', 'seller'], { description: 'The entity’s side.' })
  side!: string;

  @IdField({ description: 'Party id of the entity.' })
  entityPartyId!: string;

  @EnumField(suggestionStates, {
    description: 'open: to be booked; review: booked, and money went back since.',
  })
  state!: string;

  @EnumField(['acquisition', 'sale', 'service-revenue'], {
    description:
      'The fact: a purchase is an acquisition of a new book; what stays with the seller is ' +
      'service revenue; an exclusive deal is a sale if control passes (CAS 14).',
  })
  fact!: string;

  @DateField({ optional: true, description: 'Day on which the delivery was accepted.' })
  on?: string;

  @IdField({ description: 'The asset that was dealt in.' })
  assetId!: string;

  @TextField({ max: 200, description: 'Name of the offer.', example: '企业登记信息' })
  name!: string;

  @MoneyField({ description: 'Price without tax.' })
  price!: MoneyDto;

  @MoneyField({ description: 'Value-added tax.' })
  tax!: MoneyDto;

  @MoneyField({ description: 'Given back since, tax included.' })
  refunded!: MoneyDto;

  @ListField(uuid, { max: 20, description: 'Books of the entity that are of this asset.' })
  bookIds!: readonly string[];

  @IdField({ optional: true, description: 'The book in which it was recorded.' })
  bookId?: string;
}

/** Filters of the list of suggestions. */
export class SuggestionsQuery extends PageQuery {
  @EnumField(suggestionStates, { optional: true, description: 'Which; open when absent.' })
  state: (typeof suggestionStates)[number] = 'open';
}
