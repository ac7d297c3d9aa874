import type { ScheduleChange } from '../accounting/amortisation.js';
import { addToMonth, monthOf } from '../month.js';
import { isWhole } from '../fraction.js';
import { minorUnits } from '../money.js';
import type { BookDataOf, BookEvent, Removed } from './book.events.js';
import { heldAfter, inFen, restoredOf, resumedSchedule } from './book.held.js';
import { type AwaitingCost, type BookState, costPlaceOf } from './book.js';

/** What facts do to the balances of a book: the parts of its fold. */

export const scheduled = (state: BookState, ...changes: readonly ScheduleChange[]): BookState => ({
  ...state,
  schedule: [...state.schedule, ...changes],
});

export const opening = (
  state: BookState,
  data: BookDataOf<'OpeningBalanceTaken'> | BookDataOf<'BookTakenOver'>,
): BookState => {
  const { on, carriedAs } = data;
  const [cost, amortised, impaired] = [
    minorUnits(data.cost),
    minorUnits(data.amortised),
    minorUnits(data.impaired),
  ];
  const balanced = { ...state, measuredOn: on };
  if (carriedAs === 'development') {
    return { ...balanced, development: cost, developmentImpaired: impaired };
  }
  const carried = { ...balanced, status: carriedAs, cost, impaired };
  if (carriedAs === 'inventory') return carried;
  const month = monthOf(on);
  return scheduled(
    carried,
    { month, kind: 'cost', amount: cost },
    { month, kind: 'opening', amortised, impaired },
  );
};

/** A cost that belongs to the resource, put where its kind of cost goes now. */
export const spent = (state: BookState, cost: AwaitingCost): BookState => {
  const { on, amount } = cost;
  switch (costPlaceOf(state)) {
    case 'awaiting':
      return { ...state, awaiting: [...state.awaiting, cost] };
    case 'production':
      return { ...state, production: state.production + amount };
    case 'development':
      return { ...state, development: state.development + amount };
    case 'contractCost':
      return { ...state, contractCost: state.contractCost + amount };
    case 'cost':
      return added(state, on, amount);
    case 'expense':
      return state;
  }
};

const added = (state: BookState, on: string, amount: bigint): BookState => {
  const next = { ...state, cost: state.cost + amount };
  return state.status === 'intangible'
    ? scheduled(next, { month: monthOf(on), kind: 'cost', amount })
    : next;
};

/** What waited, and what was being made, becomes what the decision says; else it is expensed. */
export const recognised = (state: BookState, data: BookDataOf<'RecognitionDecided'>): BookState => {
  const { carriedAs } = data.result;
  const made = state.production + state.development - state.developmentImpaired;
  const decided: BookState = {
    ...state,
    status: carriedAs,
    recognition: data,
    awaiting: [],
    production: 0n,
    development: 0n,
    developmentImpaired: 0n,
  };
  if (carriedAs === 'unrecognised') return decided;
  const waited = state.awaiting.map(({ on, amount }) => ({ on, amount }));
  const costs = made > 0n ? [...waited, { on: data.on, amount: made }] : waited;
  return costs.reduce(
    (book, { on, amount }) =>
      carriedAs === 'contractCost'
        ? { ...book, contractCost: book.contractCost + amount }
        : added(book, on, amount),
    decided,
  );
};

type Measured = Extract<
  BookEvent,
  {
    readonly type:
      | 'ImpairmentRecognised'
      | 'InventoryWrittenDown'
      | 'WriteDownReversed'
      | 'BookReclassified'
      | 'HeldForSaleClassified'
      | 'HeldForSaleWithdrawn'
      | 'DataSold'
      | 'DataPartlyLapsed'
      | 'DataLapsed'
      | 'BookHandedOver';
  }
>;

/** Facts that measure what is carried, or take it off the balance. */
export const measured = (before: BookState, event: Measured): BookState => {
  const { on } = event.data;
  const state = { ...before, measuredOn: on };
  switch (event.type) {
    case 'ImpairmentRecognised':
      return impaired(state, event.data);
    case 'InventoryWrittenDown':
      return { ...state, impaired: state.impaired + minorUnits(event.data.amount) };
    case 'WriteDownReversed': {
      const back = minorUnits(event.data.amount);
      return event.data.of === 'heldForSale'
        ? { ...state, heldForSaleImpaired: state.heldForSaleImpaired - back }
        : { ...state, impaired: state.impaired - back };
    }
    case 'BookReclassified':
      return reclassified(state, event.data);
    case 'HeldForSaleClassified': {
      const { removed, loss } = event.data;
      const left = stopped(without(state, removed, on), on);
      return {
        ...left,
        status: 'heldForSale',
        heldForSale: carryingOf(removed),
        heldForSaleImpaired: minorUnits(loss),
        held: { on, all: inFen(removed), left: inFen(removed) },
      };
    }
    case 'HeldForSaleWithdrawn':
      return withdrawn(state, event.data);
    case 'DataSold':
    case 'DataPartlyLapsed':
    case 'BookHandedOver':
    case 'DataLapsed': {
      const isLast = event.type === 'DataLapsed' || isWhole(event.data.share);
      const left = without(state, event.data.removed, on);
      if (isLast) return { ...stopped(left, on), status: 'derecognised' };
      return { ...left, ...heldAfter(left, event.data.share) };
    }
  }
};

const impaired = (state: BookState, data: BookDataOf<'ImpairmentRecognised'>): BookState => {
  const loss = minorUnits(data.loss);
  switch (data.of) {
    case 'development':
      return { ...state, developmentImpaired: state.developmentImpaired + loss };
    case 'heldForSale':
      return { ...state, heldForSaleImpaired: state.heldForSaleImpaired + loss };
    case 'intangible':
      return scheduled(
        { ...state, impaired: state.impaired + loss },
        { month: monthOf(data.on), kind: 'impairment', amount: loss },
      );
  }
};

/** Intangible again, with the schedule that it would have had; a loss comes before the month. */
const withdrawn = (before: BookState, data: BookDataOf<'HeldForSaleWithdrawn'>): BookState => {
  const restored = restoredOf(before);
  const loss = minorUnits(data.loss);
  const { held: _, ...state } = before;
  const month = addToMonth(monthOf(data.on), -1);
  const schedule = resumedSchedule(before, restored);
  return {
    ...state,
    status: 'intangible',
    cost: restored.cost,
    impaired: restored.impaired + loss,
    heldForSale: 0n,
    heldForSaleImpaired: 0n,
    schedule: loss === 0n ? schedule : [...schedule, { month, kind: 'impairment', amount: loss }],
  };
};

/** At the net carrying amount; no amortisation and no provision are carried over. */
const reclassified = (state: BookState, data: BookDataOf<'BookReclassified'>): BookState => {
  const { on, to, removed } = data;
  const left = stopped(without(state, removed, on), on);
  const { life: _, availableOn: __, ...carried } = left;
  const cleared: BookState = {
    ...carried,
    status: to,
    cost: 0n,
    impaired: 0n,
    episodes: left.schedule.length === 0 ? left.episodes : [...left.episodes, left.schedule],
    schedule: [],
  };
  return added(cleared, on, carryingOf(removed));
};

/** Net amount of what was removed, in fen. */
export const carryingOf = ({ cost, amortised, impaired: lost }: Removed): bigint =>
  minorUnits(cost) - minorUnits(amortised) - minorUnits(lost);

const without = (state: BookState, removed: Removed, on: string): BookState => {
  const [cost, amortised, lost] = [
    minorUnits(removed.cost),
    minorUnits(removed.amortised),
    minorUnits(removed.impaired),
  ];
  switch (state.status) {
    case 'none':
      return {
        ...state,
        awaiting: [],
        production: 0n,
        development: 0n,
        developmentImpaired: 0n,
      };
    case 'intangible':
    case 'inventory': {
      const next = { ...state, cost: state.cost - cost, impaired: state.impaired - lost };
      if (state.status === 'inventory') return next;
      const change = { cost, amortised, impaired: lost };
      return scheduled(next, { month: monthOf(on), kind: 'removal', removed: change });
    }
    case 'heldForSale':
      return {
        ...state,
        heldForSale: state.heldForSale - cost,
        heldForSaleImpaired: state.heldForSaleImpaired - lost,
      };
    case 'contractCost':
      return { ...state, contractCost: state.contractCost - cost };
    case 'unrecognised':
    case 'derecognised':
      return state;
  }
};

const stopped = (state: BookState, on: string): BookState =>
  state.schedule.length === 0 ? state : scheduled(state, { month: monthOf(on), kind: 'stop' });
