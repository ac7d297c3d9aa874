import { Exact, productOf, ratioOf, sumOf } from './arithmetic.js';
import type { InputFault } from './faults.js';
import { divisorFaults, rateFaults, shareFaults, when } from './faults.js';
import type { CostExpertGuideInputs, CostReplacementInputs } from './inputs.js';
import type { Keep } from './working.js';

/** P = C × δ (Guidance, annex; sheet 2.1). */
export const costReplacement = (inputs: CostReplacementInputs, keep: Keep): Exact => {
  const { preliminary, direct, indirect, opportunity, taxes } = inputs.costs;
  const costs = [preliminary, direct, indirect, opportunity, taxes];
  const cost = keep('replacementCost', sumOf(costs.map((amount) => new Exact(amount))));
  return cost.times(keep('adjustment', productOf(factorsOf(inputs, keep))));
};

const unnoted: Keep = (_, value) => value;

const factorsOf = (
  { quality, remainingLife, otherFactors = [] }: CostReplacementInputs,
  keep: Keep,
): readonly Exact[] => [
  ...(quality ? [keep('qualityCoefficient', ratioOf(quality))] : []),
  ...(remainingLife ? [keep('remainingLife', ratioOf(remainingLife))] : []),
  ...otherFactors.map(({ factor }, at) => keep('otherFactor', ratioOf(factor), at + 1)),
];

export const costReplacementFaults = (inputs: CostReplacementInputs): readonly InputFault[] => {
  const { quality, remainingLife, otherFactors = [], aboveOneReason } = inputs;
  const faults = [
    ...shareFaults(quality, '/quality'),
    ...shareFaults(remainingLife, '/remainingLife'),
    ...otherFactors.flatMap(({ factor }, at) =>
      divisorFaults(factor, `/otherFactors/${at}/factor`),
    ),
  ];
  if (faults.length > 0 || aboveOneReason !== undefined) return faults;
  const above = otherFactors.findIndex(({ factor }) => ratioOf(factor).gt(1));
  const isAbove = above >= 0 || productOf(factorsOf(inputs, unnoted)).gt(1);
  return when(isAbove, '/aboveOneReason', 'aboveOneReasonMissing');
};

/** P = TC × (1 + R) × U, U = α × β × (1 + l) × (1 − r) (Expert guide 9; sheet 2.2). */
export const costExpertGuide = (inputs: CostExpertGuideInputs, keep: Keep): Exact => {
  const cost = new Exact(inputs.totalCost).times(new Exact(1).plus(inputs.returnRate));
  return keep('costWithReturn', cost).times(utilityOf(inputs, keep));
};

const utilityOf = (
  { quality, circulation, scarcity, risk }: CostExpertGuideInputs,
  keep: Keep,
): Exact => {
  const spread = sumOf([
    new Exact(circulation.openCoefficient).times(circulation.open),
    new Exact(circulation.publicCoefficient).times(circulation.publiclyAvailable),
    new Exact(circulation.sharedCoefficient).times(circulation.shared),
  ]);
  const factors = [
    keep('qualityCoefficient', ratioOf(quality ?? { value: '1' })),
    keep('circulation', spread.div(circulation.total)),
    keep('scarcity', ratioOf(scarcity)).plus(1),
    new Exact(1).minus(keep('risk', ratioOf(risk))),
  ];
  return keep('utility', productOf(factors));
};

export const costExpertGuideFaults = (inputs: CostExpertGuideInputs): readonly InputFault[] => {
  const { circulation, quality, scarcity, risk, returnRate, aboveOneReason } = inputs;
  const { open, publiclyAvailable, shared, total } = circulation;
  const parts = sumOf([open, publiclyAvailable, shared].map((volume) => new Exact(volume)));
  const faults = [
    ...when(quality === undefined, '/quality', 'qualityMissing'),
    ...shareFaults(quality, '/quality'),
    ...shareFaults(scarcity, '/scarcity'),
    ...shareFaults(risk, '/risk'),
    ...rateFaults(returnRate, '/returnRate'),
    ...(new Exact(total).gt(0)
      ? when(parts.gt(total), '/circulation/total', 'partsExceedTotal')
      : when(true, '/circulation/total', 'notAboveZero')),
  ];
  if (faults.length > 0 || aboveOneReason !== undefined) return faults;
  return when(utilityOf(inputs, unnoted).gt(1), '/aboveOneReason', 'aboveOneReasonMissing');
};
