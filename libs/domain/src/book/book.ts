import type { RemovedMinor, ScheduleChange } from '../accounting/amortisation.js';
import type { BookClass } from '../accounting/recognition.js';
import type { DateText } from '../calendar.js';
import { minorUnits } from '../money.js';
import type { BookDataOf, BookEvent } from './book.events.js';
import type { AcquisitionMode, Settlement } from './book.terms.js';

/** Where a book stands; `none`: opened, and nothing decided yet. */
export type BookStatus = 'none' | BookClass | 'heldForSale' | 'derecognised';

/** A cost that waits for the decision how it is carried, and is booked with it. */
export type AwaitingCost = {
  readonly on: DateText;
  /** In fen, without tax; then the tax that is recovered. */
  readonly amount: bigint;
  readonly inputTax: bigint;
  readonly settlement: readonly Settlement[];
  /** Absent from a cost that is not an acquisition. */
  readonly mode?: AcquisitionMode;
  readonly attachments?: readonly string[];
};

/** One unit of account as its facts leave it; balances in fen. */
export type BookState = {
  /** Events folded so far. */
  readonly version: number;
  readonly status: BookStatus;
  readonly opened?: BookDataOf<'BookOpened'>;
  readonly assetId?: string;
  readonly recognition?: BookDataOf<'RecognitionDecided'>;
  readonly conditions?: BookDataOf<'CapitalisationConditionsMet'>;
  readonly awaiting: readonly AwaitingCost[];
  /** Processing of own data in progress (生产成本). */
  readonly production: bigint;
  /** Development that qualified and is not completed (开发支出), and its impairment. */
  readonly development: bigint;
  readonly developmentImpaired: bigint;
  readonly contractCost: bigint;
  /** Original cost, of the intangible asset or of the inventory, as the status says. */
  readonly cost: bigint;
  /** Impairment of the intangible asset, or provision for decline of the inventory. */
  readonly impaired: bigint;
  readonly heldForSale: bigint;
  readonly heldForSaleImpaired: bigint;
  /** What was classified as held for sale, as it stood then, and what of that is still held. */
  readonly held?: {
    readonly on: DateText;
    readonly all: RemovedMinor;
    readonly left: RemovedMinor;
  };
  /** Of the present time as an intangible asset; the charges of earlier times are `episodes`. */
  readonly schedule: readonly ScheduleChange[];
  readonly episodes: readonly (readonly ScheduleChange[])[];
  readonly life?: BookDataOf<'UsefulLifeEstimated'>;
  /** Day from which the intangible asset can be used as intended. */
  readonly availableOn?: DateText;
  /** Last day on which the carrying amount was measured: no fact before it may change it. */
  readonly measuredOn?: DateText;
  /** Latest day of a fact that changed an amount: nothing is measured as of a day before it. */
  readonly changedOn?: DateText;
  /** Every fact so far, and the versions of those that were taken back. */
  readonly history: readonly BookEvent[];
  readonly reversed: ReadonlySet<number>;
};

export const initialBook = (): BookState => ({
  version: 0,
  status: 'none',
  awaiting: [],
  production: 0n,
  development: 0n,
  developmentImpaired: 0n,
  contractCost: 0n,
  cost: 0n,
  impaired: 0n,
  heldForSale: 0n,
  heldForSaleImpaired: 0n,
  schedule: [],
  episodes: [],
  history: [],
  reversed: new Set(),
});

/** Whole cost of an acquisition: price and components, without recovered tax; in fen. */
export const acquiredCost = ({ price, components }: BookDataOf<'DataAcquired'>): bigint =>
  components.reduce((sum, { amount }) => sum + minorUnits(amount), minorUnits(price));

/** Where a cost goes that is spent now. */
export type CostPlace =
  'awaiting' | 'production' | 'development' | 'expense' | 'cost' | 'contractCost';

export const costPlaceOf = ({ status, opened, conditions }: BookState): CostPlace => {
  switch (status) {
    case 'none':
      if (opened?.source !== 'selfMade') return 'awaiting';
      return conditions === undefined ? 'production' : 'development';
    case 'intangible':
    case 'inventory':
      return 'cost';
    case 'contractCost':
      return 'contractCost';
    case 'unrecognised':
    case 'heldForSale':
    case 'derecognised':
      return 'expense';
  }
};
