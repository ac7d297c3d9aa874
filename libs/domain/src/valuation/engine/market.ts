import { Exact, productOf, ratioOf, sumOf } from './arithmetic.js';
import type { InputFault } from './faults.js';
import { factorFaults, when } from './faults.js';
import type { MarketAdjustedInputs } from './inputs.js';
import type { Keep } from './working.js';

type DataSet = MarketAdjustedInputs['dataSets'][number];

const adjustments = ['quality', 'supplyDemand', 'date', 'volume', 'other'] as const;

/** P = Σ Q × X1 × X2 × X3 × X4 × X5 over the data sets (sheet 2.4). */
export const marketAdjusted = ({ dataSets }: MarketAdjustedInputs, keep: Keep): Exact =>
  sumOf(
    dataSets.map((dataSet, at) => {
      const reference = keep('referenceValue', referenceOf(dataSet), at + 1);
      const factors = adjustments.map((name) => ratioOf(dataSet[name]));
      const adjustment = keep('marketAdjustment', productOf(factors), at + 1);
      return keep('dataSetValue', reference.times(adjustment), at + 1);
    }),
  );

/** Several comparables of one data set are brought to one value first. */
const referenceOf = ({ references }: DataSet): Exact => {
  const values = references.map(({ value, weight }) => new Exact(value).times(weight ?? '1'));
  const isWeighted = references.some(({ weight }) => weight !== undefined);
  return isWeighted ? sumOf(values) : sumOf(values).div(references.length);
};

export const marketFaults = ({ dataSets }: MarketAdjustedInputs): readonly InputFault[] =>
  dataSets.flatMap((dataSet, at) => [
    ...weightFaults(dataSet, `/dataSets/${at}/references`),
    ...adjustments.flatMap((name) => factorFaults(dataSet[name], `/dataSets/${at}/${name}`)),
  ]);

const weightFaults = ({ references }: DataSet, pointer: string): readonly InputFault[] => {
  const weights = references.flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
  if (weights.length === 0) return [];
  const sum = sumOf(weights.map((weight) => new Exact(weight)));
  return when(weights.length < references.length || !sum.eq(1), pointer, 'weightsNotOne');
};
