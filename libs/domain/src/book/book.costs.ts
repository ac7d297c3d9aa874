import { recognise } from '../accounting/recognition.js';
import { minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import {
  checkChange,
  checkMeasuring,
  checkPast,
  checkStatus,
  positive,
  settled,
  type SettlementChoice,
  spendingChoice,
} from './book.checks.js';
import type { CommandOf } from './book.commands.js';
import type { BookEvent } from './book.events.js';
import { type BookState, costPlaceOf } from './book.js';
import {
  type AcquisitionMode,
  capitalisationConditions,
  type CostComponent,
  costTreatments,
} from './book.terms.js';

/** Decisions on facts that bring something onto the balance, or expense it. */

type Events = readonly BookEvent[];

const acquisitionChoices: Readonly<Record<AcquisitionMode, SettlementChoice>> = {
  purchase: ['bank', 'payables'],
  contribution: ['paidInCapital', 'capitalReserve', 'bank', 'payables'],
  'debt-settlement': ['receivables', 'bank', 'payables'],
  // What is given up is sold in its own book against receivables, which this clears.
  exchange: ['receivables', 'bank', 'payables'],
  grant: ['deferredIncome', 'bank', 'payables'],
};

/** What is bought for own processing is a cost of that; only a purchase can be. */
const checkSource = ({ opened }: BookState, mode: AcquisitionMode): void => {
  const source = opened?.source ?? 'purchased';
  const isPurchase = mode === 'purchase';
  if (isPurchase === (source === 'other')) refuse('book_source_contradicts', { source, mode });
};

/** Spending after the asset is in use is expensed (fact sheet 3: post-use maintenance). */
const checkNotInUse = (state: BookState, on: string): void => {
  const { status, availableOn } = state;
  if (status === 'intangible' && availableOn !== undefined && on > availableOn) {
    refuse('book_cost_after_use', { on, availableOn });
  }
};

const checkComponents = (components: readonly CostComponent[]): void => {
  const strange = components.find((component) => costTreatments[component] === 'expensed');
  if (strange !== undefined) refuse('book_component_not_cost', { component: strange });
};

const spendable = ['none', 'intangible', 'inventory', 'contractCost', 'unrecognised'] as const;

export const acquire = (
  { data, meta }: CommandOf<'RecordAcquisition'>,
  state: BookState,
): Events => {
  checkStatus(state, ...spendable);
  checkChange(state, data.on, meta);
  checkSource(state, data.mode);
  checkNotInUse(state, data.on);
  checkComponents(data.components.map(({ component }) => component));
  const price = positive(data.price);
  const components = data.components.map(({ component, amount }) => ({
    component,
    amount: positive(amount),
  }));
  const inputTax = normalMoney(data.inputTax);
  const total = [price, inputTax, ...components.map(({ amount }) => amount)]
    .map(minorUnits)
    .reduce((sum, amount) => sum + amount, 0n);
  const settlement = settled(data.settlement, total, acquisitionChoices[data.mode]);
  return [{ type: 'DataAcquired', data: { ...data, price, components, inputTax, settlement } }];
};

export const incurCost = ({ data, meta }: CommandOf<'RecordCost'>, state: BookState): Events => {
  checkStatus(state, ...spendable);
  const treatment = costTreatments[data.component];
  if (treatment === 'expensed') checkPast(data.on, meta);
  else {
    checkChange(state, data.on, meta);
    checkNotInUse(state, data.on);
    if (costPlaceOf(state) === 'development') checkConditions(state, data.on);
  }
  const [amount, inputTax] = [positive(data.amount), normalMoney(data.inputTax)];
  const total = minorUnits(amount) + minorUnits(inputTax);
  const settlement = settled(data.settlement, total, spendingChoice);
  return [{ type: 'CostIncurred', data: { ...data, treatment, amount, inputTax, settlement } }];
};

export const research = ({ data, meta }: CommandOf<'RecordResearch'>, state: BookState): Events => {
  checkStatus(state, 'none', 'intangible', 'inventory', 'contractCost', 'unrecognised');
  checkPast(data.on, meta);
  const amount = positive(data.amount);
  const settlement = settled(data.settlement, minorUnits(amount), spendingChoice);
  return [{ type: 'ResearchIncurred', data: { ...data, amount, settlement } }];
};

/** Only spending from the day on which all five conditions were met is capitalised. */
const checkConditions = ({ conditions }: BookState, on: string): void => {
  if (conditions === undefined) refuse('book_conditions_not_met', { on, metOn: '' });
  else if (on < conditions.on) refuse('book_conditions_not_met', { on, metOn: conditions.on });
};

export const develop = (
  { data, meta }: CommandOf<'RecordDevelopment'>,
  state: BookState,
): Events => {
  checkStatus(state, 'none');
  const source = state.opened?.source ?? 'selfMade';
  if (source !== 'selfMade') refuse('book_source_contradicts', { source, mode: 'development' });
  checkChange(state, data.on, meta);
  if (data.qualifies) checkConditions(state, data.on);
  const amount = positive(data.amount);
  const settlement = settled(data.settlement, minorUnits(amount), spendingChoice);
  return [{ type: 'DevelopmentIncurred', data: { ...data, amount, settlement } }];
};

/** All at once, from the day on which the last was met; never backdated (CAS 6 art. 9). */
export const meetConditions = (
  { data, meta }: CommandOf<'RecordConditions'>,
  state: BookState,
): Events => {
  checkStatus(state, 'none');
  const source = state.opened?.source ?? 'selfMade';
  if (source !== 'selfMade') refuse('book_source_contradicts', { source, mode: 'capitalisation' });
  if (state.conditions !== undefined) {
    refuse('book_conditions_recorded', { metOn: state.conditions.on });
  }
  const missing = capitalisationConditions.filter(
    (condition) => !data.conditions.some((met) => met.condition === condition),
  );
  if (missing.length > 0 || data.conditions.length > capitalisationConditions.length) {
    refuse('book_conditions_incomplete', { missing });
  }
  const on = data.conditions.reduce((last, { metOn }) => (metOn > last ? metOn : last), '');
  checkPast(on, meta);
  const researchOn = lastResearch(state);
  if (researchOn > on) refuse('book_conditions_backdated', { metOn: on, researchOn });
  return [{ type: 'CapitalisationConditionsMet', data: { ...data, on } }];
};

/** Last day of spending that was expensed as research or as not qualifying. */
const lastResearch = ({ history, reversed }: BookState): string =>
  history.reduce((last, event, index) => {
    const isExpensed =
      event.type === 'ResearchIncurred' ||
      (event.type === 'DevelopmentIncurred' && !event.data.qualifies);
    return isExpensed && !reversed.has(index + 1) && event.data.on > last ? event.data.on : last;
  }, '');

export const decideRecognition = (
  { data, meta }: CommandOf<'DecideRecognition'>,
  state: BookState,
): Events => {
  checkStatus(state, 'none', 'unrecognised');
  const { awaiting, production, development, conditions, opened } = state;
  const source = opened?.source ?? 'purchased';
  // What was being made is completed as of that day, with everything spent on it.
  if (production + development > 0n) checkMeasuring(state, data.on, meta);
  else checkPast(data.on, meta);
  const hasCosts = awaiting.length > 0 || production > 0n;
  const conditionsMet = conditions !== undefined && conditions.on <= data.on;
  const result = recognise(data.inputs, { source, conditionsMet, hasCosts });
  if (result.carriedAs === 'intangible' && production > 0n) refuse('book_production_in_progress');
  const { carriedAs } = result;
  if (state.status === carriedAs && state.recognition?.result.rule === result.rule) return [];
  return [{ type: 'RecognitionDecided', data: { ...data, result } }];
};

/** The first fact of a book that is taken over from another system. */
export const takeOpening = (
  { data, meta }: CommandOf<'TakeOpeningBalance'>,
  state: BookState,
): Events => {
  checkStatus(state, 'none');
  const first = state.history.findIndex(
    ({ type }, index) =>
      !['BookOpened', 'BookLinked', 'FactReversed'].includes(type) &&
      !state.reversed.has(index + 1),
  );
  if (first >= 0) refuse('book_opening_not_first', { version: first + 1 });
  checkPast(data.on, meta);
  if (!data.on.endsWith('-01')) refuse('book_opening_not_first_day', { on: data.on });
  const cost = positive(data.cost);
  const [amortised, impaired] = [normalMoney(data.amortised), normalMoney(data.impaired)];
  const isAmortised = minorUnits(amortised) > 0n && data.carriedAs !== 'intangible';
  const net = minorUnits(cost) - minorUnits(amortised) - minorUnits(impaired);
  if (isAmortised || net < 0n) {
    const shown = { cost: cost.amount, amortised: amortised.amount, impaired: impaired.amount };
    refuse('book_opening_unbalanced', shown);
  }
  return [{ type: 'OpeningBalanceTaken', data: { ...data, cost, amortised, impaired } }];
};
