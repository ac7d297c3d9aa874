import type { BookSource } from '../accounting/entry.js';
import type { BookClass, RecognitionInputs, RecognitionResult } from '../accounting/recognition.js';
import type { DateText } from '../calendar.js';
import type { FractionText } from '../fraction.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';
import type { Fact, LifeEstimate, Removed, TakenAs } from './book.amounts.js';
import type { BookSuccessionEvent } from './book.succession.events.js';
import type {
  AcquisitionMode,
  CapitalisationCondition,
  CostComponent,
  Settlement,
} from './book.terms.js';

export type { LifeEstimate, Removed, TakenAs } from './book.amounts.js';

/** Facts of `book-<bookId>`: how one entity carries one lot of a data resource. */
export type BookEvent =
  | {
      readonly type: 'BookOpened';
      readonly data: {
        readonly bookId: string;
        readonly entityPartyId: string;
        readonly name: string;
        /** Tells lots of the same resource apart. */
        readonly lot?: string;
        /** Column of the statutory tables. */
        readonly source: BookSource;
        /** The order that suggested the booking. */
        readonly orderId?: string;
      };
    }
  | {
      /** The book is of a registered asset (evidence: the title's version that was looked at). */
      readonly type: 'BookLinked';
      readonly data: {
        readonly bookId: string;
        readonly assetId: string;
        readonly titleVersion: number;
      };
    }
  | {
      readonly type: 'OpeningBalanceTaken';
      readonly data: Fact<{
        readonly carriedAs: TakenAs;
        /** Balances at the beginning of `on`, which is the first day of a month. */
        readonly cost: Money;
        readonly amortised: Money;
        /** Impairment, or provision for decline of inventory. */
        readonly impaired: Money;
      }>;
    }
  | {
      readonly type: 'DataAcquired';
      readonly data: Fact<{
        readonly mode: AcquisitionMode;
        /** Without recoverable tax; fair value where nothing was paid. */
        readonly price: Money;
        readonly components: readonly (JsonObject & {
          readonly component: CostComponent;
          readonly amount: Money;
        })[];
        /** Recoverable value-added tax. */
        readonly inputTax: Money;
        /** Adds up to price, components and tax. */
        readonly settlement: readonly Settlement[];
      }>;
    }
  | {
      readonly type: 'CostIncurred';
      readonly data: Fact<{
        readonly component: CostComponent;
        readonly treatment: 'capitalised' | 'expensed';
        readonly amount: Money;
        readonly inputTax: Money;
        readonly settlement: readonly Settlement[];
      }>;
    }
  | {
      readonly type: 'ResearchIncurred';
      readonly data: Fact<{
        readonly amount: Money;
        readonly settlement: readonly Settlement[];
      }>;
    }
  | {
      readonly type: 'DevelopmentIncurred';
      readonly data: Fact<{
        readonly amount: Money;
        /** Whether it is attributable and lies after the day on which all conditions were met. */
        readonly qualifies: boolean;
        readonly settlement: readonly Settlement[];
      }>;
    }
  | {
      /** `on` is the day from which all five were met; spending before it stays expensed. */
      readonly type: 'CapitalisationConditionsMet';
      readonly data: Fact<{
        readonly conditions: readonly (JsonObject & {
          readonly condition: CapitalisationCondition;
          readonly metOn: DateText;
          readonly explanation: string;
          /** SHA-256 of the paper that shows it, hex. */
          readonly evidenceDigest: string;
        })[];
      }>;
    }
  | {
      readonly type: 'RecognitionDecided';
      readonly data: Fact<{
        readonly inputs: RecognitionInputs;
        readonly result: RecognitionResult;
        readonly basis: string;
      }>;
    }
  | {
      readonly type: 'UsefulLifeEstimated';
      readonly data: Fact<{
        readonly estimate: LifeEstimate;
        /** Day from which it can be used as intended; of the first estimate. */
        readonly availableOn?: DateText;
        readonly factors: readonly (JsonObject & {
          readonly factor: string;
          readonly finding: string;
        })[];
        /** Last day of the contractual or legal right, inclusive. */
        readonly rightUntil?: DateText;
        /** The linked asset as it was looked at, and the last day of the entity's right in it. */
        readonly asset?: JsonObject & {
          readonly assetId: string;
          readonly titleVersion: number;
          readonly rightUntil?: DateText;
        };
        /** Shows that the right will be renewed, where the life goes beyond it. */
        readonly renewalEvidenceDigest?: string;
        /** Shows why a residual value is expected. */
        readonly residualEvidenceDigest?: string;
        /** Why an earlier estimate was changed (CAS 28); absent from the first. */
        readonly changeReason?: string;
      }>;
    }
  | {
      readonly type: 'UnitsUsed';
      readonly data: Fact<{ readonly units: number }>;
    }
  | {
      readonly type: 'ImpairmentRecognised';
      readonly data: Fact<{
        /** The balance that was tested. */
        readonly of: 'intangible' | 'development' | 'heldForSale';
        readonly fairValueLessCosts?: Money;
        readonly presentValue?: Money;
        /** Carrying amount before the test; the month's amortisation is charged already. */
        readonly carrying: Money;
        readonly loss: Money;
        /** How the recoverable amount was found. */
        readonly basis?: string;
      }>;
    }
  | {
      readonly type: 'InventoryWrittenDown';
      readonly data: Fact<{
        readonly netRealisableValue: Money;
        readonly amount: Money;
        /** How the net realisable value was found. */
        readonly basis?: string;
      }>;
    }
  | {
      readonly type: 'WriteDownReversed';
      readonly data: Fact<{
        /** Of what is held for sale: fair value less costs to sell (CAS 42 art. 16). */
        readonly of?: 'heldForSale';
        readonly netRealisableValue: Money;
        readonly amount: Money;
        readonly basis?: string;
        readonly reason: string;
      }>;
    }
  | {
      readonly type: 'BookReclassified';
      readonly data: Fact<{
        readonly from: 'intangible' | 'inventory';
        readonly to: 'intangible' | 'inventory';
        readonly removed: Removed;
        readonly reason: string;
      }>;
    }
  | {
      readonly type: 'HeldForSaleClassified';
      readonly data: Fact<{
        readonly fairValueLessCosts: Money;
        readonly removed: Removed;
        /** By which fair value less costs lies below the carrying amount (CAS 42). */
        readonly loss: Money;
      }>;
    }
  | {
      /** In use again: at the lower of two amounts (CAS 42 art. 21). */
      readonly type: 'HeldForSaleWithdrawn';
      readonly data: Fact<{
        readonly fairValueLessCosts?: Money;
        readonly presentValue?: Money;
        /** What comes back of it, as it stood when it was classified. */
        readonly restored: Removed;
        /** Loss recognised while it was held for sale: it goes with the classification. */
        readonly released: Money;
        /** Carrying amount as if it had never been classified, up to the month before. */
        readonly unclassified: Money;
        /** By which the recoverable amount lies below that. */
        readonly loss: Money;
        readonly reason: string;
      }>;
    }
  | {
      readonly type: 'DataSold';
      readonly data: Fact<{
        readonly carriedAs: BookClass | 'heldForSale';
        /** Part of what is held. */
        readonly share: FractionText;
        readonly price: Money;
        readonly outputTax: Money;
        /** Where the proceeds arrive. */
        readonly settlement: readonly Settlement[];
        readonly removed: Removed;
        readonly orderId?: string;
      }>;
    }
  | {
      readonly type: 'DataPartlyLapsed';
      readonly data: Fact<{
        readonly carriedAs: 'intangible' | 'inventory';
        readonly share: FractionText;
        readonly removed: Removed;
        readonly isOrdinary: boolean;
        readonly reason: string;
      }>;
    }
  | {
      readonly type: 'DataLapsed';
      readonly data: Fact<{
        readonly carriedAs: BookClass | 'heldForSale' | 'none';
        readonly removed: Removed;
        /** Ordinary loss of inventory goes to administration expense, else to non-operating. */
        readonly isOrdinary: boolean;
        readonly reason: string;
      }>;
    }
  | BookSuccessionEvent
  | {
      readonly type: 'ServiceRevenueEarned';
      readonly data: Fact<{
        readonly revenue: 'main' | 'other';
        readonly amount: Money;
        readonly outputTax: Money;
        readonly settlement: readonly Settlement[];
        /** Contract cost that is carried over to cost of sales with it. */
        readonly contractCost: Money;
        readonly orderId?: string;
      }>;
    }
  | {
      /** An earlier fact was recorded by mistake: as if it had not been; red entries take it back. */
      readonly type: 'FactReversed';
      readonly data: Fact<{
        /** Version of the fact in this stream. */
        readonly version: number;
        readonly reason: string;
      }>;
    };

export type BookEventOf<Type extends BookEvent['type']> = Extract<
  BookEvent,
  { readonly type: Type }
>;
export type BookDataOf<Type extends BookEvent['type']> = BookEventOf<Type>['data'];
