import type { Exact } from './arithmetic.js';
import { stored } from './arithmetic.js';

/** What the engine computes on the way, in words that do not depend on the symbols of a text. */
export type StepName =
  | 'replacementCost'
  | 'qualityCoefficient'
  | 'remainingLife'
  | 'otherFactor'
  | 'adjustment'
  | 'costWithReturn'
  | 'circulation'
  | 'scarcity'
  | 'risk'
  | 'utility'
  | 'discountRate'
  | 'contributions'
  | 'dataIncome'
  | 'discountFactor'
  | 'presentValue'
  | 'referenceValue'
  | 'marketAdjustment'
  | 'dataSetValue'
  | 'unroundedValue';

/** One intermediate figure. */
export type Step = {
  readonly name: StepName;
  /** Which year, data set or factor, from 1; absent where there is only one. */
  readonly index?: number;
  /** At most 20 decimals; the computation went on with 50 significant digits. */
  readonly value: string;
};

/** Notes a figure and hands it on unrounded. */
export type Keep = (name: StepName, value: Exact, index?: number) => Exact;

/** A sheet of paper for one computation. */
export const workingSheet = (): { readonly keep: Keep; readonly steps: readonly Step[] } => {
  const steps: Step[] = [];
  const keep: Keep = (name, value, index) => {
    steps.push({ name, ...(index === undefined ? {} : { index }), value: stored(value) });
    return value;
  };
  return { keep, steps };
};
