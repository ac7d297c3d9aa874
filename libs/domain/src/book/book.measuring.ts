import { addToMonth, lastDayOf, type MonthText, monthOf } from '../month.js';
import { fromMinorUnits, minorUnits, type Money, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { checkChange, checkMeasuring, checkStatus } from './book.checks.js';
import type { AssetEvidence, CommandOf } from './book.commands.js';
import type { BookEvent, LifeEstimate } from './book.events.js';
import { figuresThrough } from './book.figures.js';
import { restoredOf, unclassifiedOn } from './book.held.js';
import type { BookState } from './book.state.js';

/** Decisions on facts that measure what is carried (CAS 1, 6, 8). */

type Events = readonly BookEvent[];
type Estimate = CommandOf<'EstimateLife'>['data'];

/**
 * The first estimate holds from the month of availability. A change holds from the month of the
 * change on (CAS 28: prospective), and after an impairment from the month that follows it, because
 * the month's charge was part of what was tested.
 */
const firstMonth = (state: BookState, { on, availableOn }: Estimate): MonthText => {
  if (state.life === undefined) return monthOf(availableOn ?? on);
  const tested = state.schedule.reduce(
    (last, { kind, month }) => (kind === 'impairment' && month > last ? month : last),
    '',
  );
  return monthOf(on) > tested ? monthOf(on) : addToMonth(tested, 1);
};

const checkComplete = ({ estimate }: Estimate): void => {
  const { method, months, units } = estimate;
  const lacks = [
    ...(method === 'straightLine' && months === undefined ? ['months'] : []),
    ...(method === 'unitsOfUse' && units === undefined ? ['units'] : []),
  ];
  const tooMuch = [
    ...(method !== 'straightLine' && months !== undefined ? ['months'] : []),
    ...(method !== 'unitsOfUse' && units !== undefined ? ['units'] : []),
  ];
  if (lacks.length + tooMuch.length > 0) refuse('book_life_incomplete', { method, lacks, tooMuch });
};

/** Never beyond the term of the right without evidence that it will be renewed. */
const checkRight = ({ estimate, ...data }: Estimate, from: MonthText): void => {
  const terms = [data.rightUntil, data.evidence?.rightUntil].filter((day) => day !== undefined);
  const rightUntil = terms.toSorted()[0];
  if (rightUntil === undefined || data.renewalEvidenceDigest !== undefined) return;
  // The month in which the right ends is the last one that it can be used in.
  const { months = 0, method } = estimate;
  const until = lastDayOf(addToMonth(from, months - 1));
  if (method === 'indefinite' || (months > 0 && monthOf(until) > monthOf(rightUntil))) {
    refuse('book_life_beyond_right', { rightUntil, until: method === 'indefinite' ? '' : until });
  }
};

/** What the decision relied on (pattern 2: evidence in the command). */
const seenOf = ({ assetId, titleVersion, rightUntil }: AssetEvidence) => ({
  assetId,
  titleVersion,
  ...(rightUntil !== undefined && { rightUntil }),
});

export const estimateLife = (
  { data, meta }: CommandOf<'EstimateLife'>,
  state: BookState,
): Events => {
  checkStatus(state, 'intangible');
  checkChange(state, data.on, meta);
  checkComplete(data);
  const { evidence, estimate: given, ...rest } = data;
  const residual = normalMoney(given.residual);
  if (minorUnits(residual) > 0n && data.residualEvidenceDigest === undefined) {
    refuse('book_residual_without_evidence', { residual: residual.amount });
  }
  const { life } = state;
  if (life !== undefined && data.changeReason === undefined) refuse('book_change_reason_missing');
  if (life !== undefined && data.on < life.on) {
    refuse('book_later_facts', { on: data.on, changedOn: life.on });
  }
  const from = firstMonth(state, data);
  checkRight(data, from);
  const estimate: LifeEstimate = { ...given, from, residual };
  const { availableOn = data.on, ...told } = rest;
  const first = life === undefined ? { availableOn } : {};
  const seen = evidence === undefined ? {} : { asset: seenOf(evidence) };
  return [{ type: 'UsefulLifeEstimated', data: { ...told, ...first, ...seen, estimate } }];
};

export const useUnits = ({ data, meta }: CommandOf<'RecordUnits'>, state: BookState): Events => {
  checkStatus(state, 'intangible');
  if (state.life?.estimate.method !== 'unitsOfUse') refuse('book_life_missing');
  checkChange(state, data.on, meta);
  return [{ type: 'UnitsUsed', data }];
};

/** The higher of fair value less costs and present value; one of the two is enough to show it. */
const recoverableOf = (...amounts: readonly (Money | undefined)[]): bigint => {
  const known = amounts.filter((amount) => amount !== undefined).map(minorUnits);
  if (known.length === 0) refuse('book_recoverable_missing');
  return known.reduce((most, amount) => (amount > most ? amount : most), 0n);
};

const testedOf = ({
  status,
  development,
}: BookState): 'intangible' | 'development' | 'heldForSale' => {
  if (status === 'intangible' || status === 'heldForSale') return status;
  return status === 'none' && development > 0n
    ? 'development'
    : refuse('book_state_forbids', { status, allowed: ['intangible', 'heldForSale'] });
};

/** Recognised to the recoverable amount, and never taken back (CAS 8 art. 15, 17). */
export const testImpairment = (
  { data, meta }: CommandOf<'TestImpairment'>,
  state: BookState,
): Events => {
  const of = testedOf(state);
  checkMeasuring(state, data.on, meta);
  // Held for sale it is fair value less costs alone (CAS 42).
  const recoverable =
    of === 'heldForSale'
      ? recoverableOf(data.fairValueLessCosts)
      : recoverableOf(data.fairValueLessCosts, data.presentValue);
  const { carrying } = figuresThrough(state, monthOf(data.on));
  const loss = carrying - recoverable;
  if (loss <= 0n) {
    const shown = [carrying, recoverable].map((amount) => fromMinorUnits(amount).amount);
    refuse('book_not_impaired', { carrying: shown[0], recoverable: shown[1] });
  }
  const measured = { of, carrying: fromMinorUnits(carrying), loss: fromMinorUnits(loss) };
  return [{ type: 'ImpairmentRecognised', data: { ...data, ...measured } }];
};

/**
 * In use again (CAS 42 art. 21): at the lower of what it would be carried at if it had never been
 * classified and of its recoverable amount. The loss recognised while it was held goes with it.
 */
export const withdrawHeldForSale = (
  { data, meta }: CommandOf<'WithdrawHeldForSale'>,
  state: BookState,
): Events => {
  checkStatus(state, 'heldForSale');
  checkMeasuring(state, data.on, meta);
  const recoverable = recoverableOf(data.fairValueLessCosts, data.presentValue);
  const { cost, amortised, impaired } = restoredOf(state);
  const unclassified = unclassifiedOn(state, data.on);
  const below = unclassified - recoverable;
  const measured = {
    restored: {
      cost: fromMinorUnits(cost),
      amortised: fromMinorUnits(amortised),
      impaired: fromMinorUnits(impaired),
    },
    released: fromMinorUnits(state.heldForSaleImpaired),
    unclassified: fromMinorUnits(unclassified),
    loss: fromMinorUnits(below > 0n ? below : 0n),
  };
  return [{ type: 'HeldForSaleWithdrawn', data: { ...data, ...measured } }];
};

/** Provision that the net realisable value calls for (CAS 1 art. 15): none where it covers cost. */
const neededOf = ({ cost }: Pick<BookState, 'cost'>, netRealisableValue: Money): bigint => {
  const needed = cost - minorUnits(netRealisableValue);
  return needed > 0n ? needed : 0n;
};

export const writeDown = ({ data, meta }: CommandOf<'WriteDown'>, state: BookState): Events => {
  checkStatus(state, 'inventory');
  checkMeasuring(state, data.on, meta);
  const netRealisableValue = normalMoney(data.netRealisableValue);
  const amount = neededOf(state, netRealisableValue) - state.impaired;
  if (amount <= 0n) {
    const carrying = fromMinorUnits(state.cost - state.impaired).amount;
    refuse('book_not_below_cost', { carrying, netRealisableValue: netRealisableValue.amount });
  }
  const measured = { netRealisableValue, amount: fromMinorUnits(amount) };
  return [{ type: 'InventoryWrittenDown', data: { ...data, ...measured } }];
};

/**
 * When the factor has disappeared, and only up to the provision made before (CAS 1 art. 19); of
 * what is held for sale, up to the loss recognised since its classification (CAS 42 art. 16).
 */
export const reverseWriteDown = (
  { data, meta }: CommandOf<'ReverseWriteDown'>,
  state: BookState,
): Events => {
  checkStatus(state, 'inventory', 'heldForSale');
  checkMeasuring(state, data.on, meta);
  const isHeld = state.status === 'heldForSale';
  const [cost, provision] = isHeld
    ? [state.heldForSale, state.heldForSaleImpaired]
    : [state.cost, state.impaired];
  const netRealisableValue = normalMoney(data.netRealisableValue);
  const needed = neededOf({ cost }, netRealisableValue);
  const amount = provision - needed;
  if (amount <= 0n) {
    refuse('book_no_provision_to_reverse', {
      provision: fromMinorUnits(provision).amount,
      needed: fromMinorUnits(needed).amount,
    });
  }
  const of = isHeld ? { of: 'heldForSale' as const } : {};
  const measured = { netRealisableValue, amount: fromMinorUnits(amount), ...of };
  return [{ type: 'WriteDownReversed', data: { ...data, ...measured } }];
};
