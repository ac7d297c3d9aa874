import type { BookEvent, LifeEstimate } from '../book/book.events.js';
import { statusSetBy } from '../book/book.status.js';
import type { DateText } from '../calendar.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';

/** A fact of a book that a text disclosure tells of. */
export type BookNoteFact = JsonObject & {
  /** Its version in the book's stream. */
  readonly version: number;
  readonly on: DateText;
} & (
    | { readonly kind: 'estimate'; readonly estimate: LifeEstimate; readonly reason?: string }
    | { readonly kind: 'impairment'; readonly amount: Money }
    | {
        readonly kind: 'writeDown' | 'reversal';
        readonly amount: Money;
        readonly netRealisableValue: Money;
        readonly reason?: string;
      }
    | {
        readonly kind: 'status';
        /** Absent: derecognised. */
        readonly carriedAs?: string;
      }
  );

/** What a fact of a book adds to what is told of it; absent: nothing. */
export const noteOf = (event: BookEvent, version: number): BookNoteFact | undefined => {
  switch (event.type) {
    case 'UsefulLifeEstimated': {
      const { on, estimate, changeReason } = event.data;
      const reason = changeReason === undefined ? {} : { reason: changeReason };
      return { kind: 'estimate', version, on, estimate, ...reason };
    }
    case 'ImpairmentRecognised':
      return { kind: 'impairment', version, on: event.data.on, amount: event.data.loss };
    case 'InventoryWrittenDown': {
      const { on, amount, netRealisableValue } = event.data;
      return { kind: 'writeDown', version, on, amount, netRealisableValue };
    }
    case 'WriteDownReversed': {
      const { on, amount, netRealisableValue, reason } = event.data;
      return { kind: 'reversal', version, on, amount, netRealisableValue, reason };
    }
    case 'OpeningBalanceTaken':
      return statusFact(event.data.on, version, event.data.carriedAs);
    case 'RecognitionDecided':
    case 'BookReclassified':
    case 'HeldForSaleClassified':
    case 'DataSold':
    case 'DataPartlyLapsed':
    case 'DataLapsed': {
      const status = statusSetBy(event);
      if (status === undefined) return undefined;
      return statusFact(event.data.on, version, status === 'derecognised' ? undefined : status);
    }
    case 'BookOpened':
    case 'BookLinked':
    case 'DataAcquired':
    case 'CostIncurred':
    case 'ResearchIncurred':
    case 'DevelopmentIncurred':
    case 'CapitalisationConditionsMet':
    case 'UnitsUsed':
    case 'ServiceRevenueEarned':
    case 'FactReversed':
      return undefined;
  }
};

const statusFact = (on: DateText, version: number, carriedAs?: string): BookNoteFact => ({
  kind: 'status',
  version,
  on,
  ...(carriedAs === undefined ? {} : { carriedAs }),
});
