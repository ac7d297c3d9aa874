import type { FractionText } from '../fraction.js';
import type { Money } from '../money.js';
import type { Fact, Removed, TakenAs } from './book.amounts.js';

/** Facts of books that follow a merger or a division of their entity. */
export type BookSuccessionEvent =
  | {
      /** To an organisation that succeeded the entity: at the amounts carried, without a result. */
      readonly type: 'BookHandedOver';
      readonly data: Fact<{
        readonly carriedAs: TakenAs;
        readonly share: FractionText;
        readonly removed: Removed;
        readonly toPartyId: string;
        readonly toBookId: string;
      }>;
    }
  | {
      /** Of an organisation that the entity succeeded; the first fact of its book. */
      readonly type: 'BookTakenOver';
      readonly data: Fact<{
        readonly carriedAs: TakenAs;
        readonly cost: Money;
        readonly amortised: Money;
        readonly impaired: Money;
        readonly fromPartyId: string;
        readonly fromBookId: string;
        /** The fact by which it was handed over, by its version there. */
        readonly fromVersion: number;
      }>;
    };
