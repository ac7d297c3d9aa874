import type { Money } from '../money.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { Exact } from './engine/arithmetic.js';
import type { RecordedValuation } from './valuation.state.js';

/** How far reports lie apart that answer the same question. */
export interface Spread {
  readonly valueType: RecordedValuation['valueType'];
  /** In the order holding, processing, operation. */
  readonly rightsValued: RecordedValuation['rightsValued'];
  readonly count: number;
  readonly lowest: Money;
  readonly highest: Money;
  readonly difference: Money;
  /** Highest ÷ lowest − 1, four decimals, half-up: `0.1684` is 16.84%. */
  readonly ratio: string;
}

const rights = ['holding', 'processing', 'operation'] as const;
const ratioDecimals = 4;

/**
 * Reports side by side. Only reports of the same rights and the same type of value are compared: a
 * market value and an in-use value lie apart for good reason.
 */
export const spreadsOf = (valuations: readonly RecordedValuation[]): readonly Spread[] => {
  const groups = new Map<string, RecordedValuation[]>();
  for (const valuation of valuations) {
    const { valueType, rightsValued } = valuation;
    const key = [valueType, ...rights.filter((right) => rightsValued.includes(right))].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), valuation]);
  }
  return [...groups.values()].map(spreadOf);
};

const spreadOf = (group: readonly RecordedValuation[]): Spread => {
  const [first] = group;
  if (first === undefined) throw new Error('A group of no valuations.');
  const fen = group.map(({ value }) => minorUnits(value));
  const lowest = fen.reduce((least, one) => (one < least ? one : least));
  const highest = fen.reduce((most, one) => (one > most ? one : most));
  const ratio = new Exact(highest.toString()).div(lowest.toString()).minus(1);
  return {
    valueType: first.valueType,
    rightsValued: rights.filter((right) => first.rightsValued.includes(right)),
    count: group.length,
    lowest: fromMinorUnits(lowest),
    highest: fromMinorUnits(highest),
    difference: fromMinorUnits(highest - lowest),
    ratio: ratio.toFixed(ratioDecimals),
  };
};
