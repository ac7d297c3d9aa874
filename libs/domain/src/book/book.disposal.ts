import { monthOf } from '../month.js';
import { shanghaiDate } from '../calendar.js';
import { times } from '../fraction.js';
import { fromMinorUnits, minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import {
  checkChange,
  checkMeasuring,
  checkPast,
  checkStatus,
  positive,
  settled,
  type SettlementChoice,
} from './book.checks.js';
import type { CommandOf } from './book.commands.js';
import type { BookEvent } from './book.events.js';
import { removedOf } from './book.figures.js';
import type { BookState } from './book.state.js';
import { carryingOf } from './book.steps.js';

/** Decisions on facts that take something off the balance, and on corrections. */

type Events = readonly BookEvent[];

const whole = '1/1';

const soldFor: SettlementChoice = ['bank', 'receivables'];
const ordinarilySoldFor: SettlementChoice = ['receivables', 'bank'];

export const sell = ({ data, meta }: CommandOf<'Sell'>, state: BookState): Events => {
  checkStatus(state, 'intangible', 'inventory', 'heldForSale', 'unrecognised');
  const { controlTransferred, ...told } = data;
  // CAS 14: what stays with the seller was not sold; a licence earns service revenue.
  if (!controlTransferred) refuse('book_control_not_transferred');
  checkMeasuring(state, data.on, meta);
  const [price, outputTax] = [positive(data.price), normalMoney(data.outputTax)];
  const total = minorUnits(price) + minorUnits(outputTax);
  const { status } = state;
  const isAsset = status === 'intangible' || status === 'heldForSale';
  const settlement = settled(data.settlement, total, isAsset ? soldFor : ordinarilySoldFor);
  const share = times(data.share, whole);
  const removed = removedOf(state, data.on, share);
  const measured = { share, price, outputTax, settlement, removed };
  return [{ type: 'DataSold', data: { ...told, ...measured, carriedAs: sellable(state) } }];
};

const sellable = ({ status }: BookState) =>
  status === 'none' || status === 'derecognised'
    ? refuse('book_state_forbids', { status })
    : status;

export const lapsePart = ({ data, meta }: CommandOf<'LapsePart'>, state: BookState): Events => {
  checkStatus(state, 'intangible', 'inventory');
  checkMeasuring(state, data.on, meta);
  const carriedAs = state.status === 'inventory' ? 'inventory' : 'intangible';
  const share = times(data.share, whole);
  const removed = removedOf(state, data.on, share);
  return [{ type: 'DataPartlyLapsed', data: { ...data, carriedAs, share, removed } }];
};

/** Also work that comes to nothing, and a book of which nothing was ever recognised. */
export const lapse = ({ data, meta }: CommandOf<'Lapse'>, state: BookState): Events => {
  const { status } = state;
  if (status === 'derecognised') return refuse('book_state_forbids', { status });
  checkMeasuring(state, data.on, meta);
  const removed = removedOf(state, data.on, whole);
  return [{ type: 'DataLapsed', data: { ...data, carriedAs: status, removed } }];
};

export const reclassify = ({ data, meta }: CommandOf<'Reclassify'>, state: BookState): Events => {
  checkStatus(state, 'intangible', 'inventory');
  if (data.to === state.status) refuse('book_reclassification_same', { to: data.to });
  checkMeasuring(state, data.on, meta);
  const from = data.to === 'inventory' ? 'intangible' : 'inventory';
  const removed = removedOf(state, data.on, whole);
  return [{ type: 'BookReclassified', data: { ...data, from, removed } }];
};

/** Amortisation stops; at the lower of carrying amount and fair value less costs (CAS 42). */
export const holdForSale = (
  { data, meta }: CommandOf<'ClassifyHeldForSale'>,
  state: BookState,
): Events => {
  checkStatus(state, 'intangible');
  checkMeasuring(state, data.on, meta);
  const fairValueLessCosts = normalMoney(data.fairValueLessCosts);
  const removed = removedOf(state, data.on, whole);
  const below = carryingOf(removed) - minorUnits(fairValueLessCosts);
  const loss = fromMinorUnits(below > 0n ? below : 0n);
  const measured = { fairValueLessCosts, removed, loss };
  return [{ type: 'HeldForSaleClassified', data: { ...data, ...measured } }];
};

/** Revenue under CAS 14, apart from the amortisation of what serves (fact sheet 4). */
export const earn = ({ data, meta }: CommandOf<'EarnRevenue'>, state: BookState): Events => {
  checkStatus(state, 'intangible', 'inventory', 'contractCost', 'unrecognised');
  const contractCost = normalMoney(data.contractCost ?? fromMinorUnits(0n));
  if (minorUnits(contractCost) > 0n) checkChange(state, data.on, meta);
  else checkPast(data.on, meta);
  if (minorUnits(contractCost) > state.contractCost) {
    refuse('book_contract_cost_exceeded', {
      contractCost: fromMinorUnits(state.contractCost).amount,
    });
  }
  const [amount, outputTax] = [positive(data.amount), normalMoney(data.outputTax)];
  const total = minorUnits(amount) + minorUnits(outputTax);
  const settlement = settled(data.settlement, total, ordinarilySoldFor);
  const measured = { amount, outputTax, settlement, contractCost };
  return [{ type: 'ServiceRevenueEarned', data: { ...data, ...measured } }];
};

/** Facts that later ones are measured on: they are taken back last. */
const measuring: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
  'OpeningBalanceTaken',
  'CapitalisationConditionsMet',
  'RecognitionDecided',
  'ImpairmentRecognised',
  'InventoryWrittenDown',
  'WriteDownReversed',
  'BookReclassified',
  'HeldForSaleClassified',
  'HeldForSaleWithdrawn',
  'DataSold',
  'DataPartlyLapsed',
  'DataLapsed',
  'BookHandedOver',
  'BookTakenOver',
]);

/** Facts of two books at once: neither is taken back alone. */
const ofTwoBooks: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
  'BookHandedOver',
  'BookTakenOver',
]);

/** Facts that nothing is measured on. */
const resting: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
  'BookLinked',
  'FactReversed',
]);

type Impairing = Extract<BookEvent, { type: 'ImpairmentRecognised' | 'HeldForSaleWithdrawn' }>;

/**
 * Recognises a loss of an asset in use, which no later period takes back (CAS 8 art. 17). What was
 * lost while it was held for sale may come back (CAS 42 art. 16).
 */
const impairs = (event: BookEvent): event is Impairing =>
  event.type === 'ImpairmentRecognised' ||
  (event.type === 'HeldForSaleWithdrawn' && minorUnits(event.data.loss) > 0n);

/** A record made by mistake is taken back as if it had not been; the entries go in red. */
export const reverseFact = ({ data, meta }: CommandOf<'ReverseFact'>, state: BookState): Events => {
  const { version } = data;
  const event = state.history[version - 1] ?? refuse('book_fact_not_found', { version });
  if (state.reversed.has(version)) return [];
  const { type } = event;
  if (type === 'BookOpened' || resting.has(type) || ofTwoBooks.has(type)) {
    refuse('book_fact_not_reversible', { version, type });
  }
  checkPast(data.on, meta);
  if (impairs(event) && monthOf(event.data.on) !== monthOf(shanghaiDate(meta.now))) {
    refuse('book_impairment_final', { version, on: event.data.on });
  }
  const versions = state.history.flatMap((later, index) => {
    const isLater = index + 1 > version && !state.reversed.has(index + 1);
    const restsOnIt =
      measuring.has(later.type) || (measuring.has(type) && !resting.has(later.type));
    return isLater && restsOnIt ? [index + 1] : [];
  });
  if (versions.length > 0) refuse('book_reversal_blocked', { version, versions });
  return [{ type: 'FactReversed', data }];
};
