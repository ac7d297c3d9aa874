import { monthOf } from '../month.js';
import type { DateText } from '../calendar.js';
import { minorUnits } from '../money.js';
import { acquiredCost, type BookState, initialBook } from './book.js';
import type { BookEvent } from './book.events.js';
import { measured, opening, recognised, scheduled, spent } from './book.steps.js';

export { initialBook };
export type { BookState, BookStatus } from './book.js';

export const bookStream = (bookId: string): string => `book-${bookId}`;

/** A reversed fact is as if it had never been: what is left is folded anew. */
export const evolveBook = (state: BookState, event: BookEvent): BookState => {
  const history = [...state.history, event];
  const version = history.length;
  if (event.type !== 'FactReversed') return { ...applied(state, event), history, version };
  const reversed = new Set(state.reversed).add(event.data.version);
  const kept = history.filter((_, index) => !reversed.has(index + 1));
  return { ...kept.reduce(applied, initialBook()), history, version, reversed };
};

const applied = (state: BookState, event: BookEvent): BookState => {
  const next = apply(state, event);
  if (!changesAmounts(event)) return next;
  const { on } = event.data as { readonly on: DateText };
  return { ...next, changedOn: on > (state.changedOn ?? '') ? on : state.changedOn! };
};

/** Facts that leave every balance as it is. */
const unchanging: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
  'BookOpened',
  'BookLinked',
  'CapitalisationConditionsMet',
  'ResearchIncurred',
  'ServiceRevenueEarned',
  'FactReversed',
]);

const changesAmounts = ({ type }: BookEvent): boolean => !unchanging.has(type);

const apply = (state: BookState, event: BookEvent): BookState => {
  switch (event.type) {
    case 'BookOpened':
      return { ...state, opened: event.data };
    case 'BookLinked':
      return { ...state, assetId: event.data.assetId };
    case 'OpeningBalanceTaken':
    case 'BookTakenOver':
      return opening(state, event.data);
    case 'DataAcquired': {
      const { on, mode, inputTax, settlement } = event.data;
      const tax = minorUnits(inputTax);
      const amount = acquiredCost(event.data);
      return spent(state, { on, amount, inputTax: tax, settlement, mode });
    }
    case 'CostIncurred': {
      const { on, amount, inputTax, settlement, treatment } = event.data;
      if (treatment === 'expensed') return state;
      const [net, tax] = [minorUnits(amount), minorUnits(inputTax)];
      return spent(state, { on, amount: net, inputTax: tax, settlement });
    }
    case 'DevelopmentIncurred': {
      const { qualifies, amount } = event.data;
      return qualifies ? { ...state, development: state.development + minorUnits(amount) } : state;
    }
    case 'CapitalisationConditionsMet':
      return { ...state, conditions: event.data };
    case 'RecognitionDecided':
      return recognised(state, event.data);
    case 'UsefulLifeEstimated': {
      const { estimate } = event.data;
      const change = { month: estimate.from, kind: 'estimate' as const, estimate };
      const availableOn = event.data.availableOn ?? state.availableOn;
      return { ...scheduled(state, change), life: event.data, ...(availableOn && { availableOn }) };
    }
    case 'UnitsUsed': {
      const { on, units } = event.data;
      return scheduled(state, { month: monthOf(on), kind: 'units', units: BigInt(units) });
    }
    case 'ResearchIncurred':
    case 'FactReversed':
      return state;
    case 'ServiceRevenueEarned':
      return { ...state, contractCost: state.contractCost - minorUnits(event.data.contractCost) };
    case 'ImpairmentRecognised':
    case 'InventoryWrittenDown':
    case 'WriteDownReversed':
    case 'BookReclassified':
    case 'HeldForSaleClassified':
    case 'HeldForSaleWithdrawn':
    case 'DataSold':
    case 'DataPartlyLapsed':
    case 'DataLapsed':
    case 'BookHandedOver':
      return measured(state, event);
  }
};
