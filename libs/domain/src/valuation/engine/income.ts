import { Exact, sumOf } from './arithmetic.js';
import type { InputFault } from './faults.js';
import { rateFaults, when } from './faults.js';
import type {
  IncomeDirectInputs,
  IncomeExcessInputs,
  IncomeFrame,
  IncomeIncrementalInputs,
  IncomeShareInputs,
} from './inputs.js';
import type { Keep } from './working.js';

/** F = R (直接收益预测; sheet 2.3). */
export const incomeDirect = (inputs: IncomeDirectInputs, keep: Keep): Exact =>
  discounted(
    inputs,
    inputs.periods.map(({ income }) => new Exact(income)),
    keep,
  );

/** F = R × K (分成收益预测). */
export const incomeShare = (inputs: IncomeShareInputs, keep: Keep): Exact =>
  discounted(
    inputs,
    inputs.periods.map(({ base, rate }) => new Exact(base).times(rate)),
    keep,
  );

/** F = R − ΣC (超额收益预测). */
export const incomeExcess = (inputs: IncomeExcessInputs, keep: Keep): Exact =>
  discounted(
    inputs,
    inputs.periods.map((period, at) => {
      const { workingCapital, fixedAssets, otherIntangibles, workforce, other = '0' } = period;
      const parts = [workingCapital, fixedAssets, otherIntangibles, workforce, other];
      const contributions = sumOf(parts.map((part) => new Exact(part)));
      return new Exact(period.income).minus(keep('contributions', contributions, at + 1));
    }),
    keep,
  );

/** F = RY − RN (增量收益预测). */
export const incomeIncremental = (inputs: IncomeIncrementalInputs, keep: Keep): Exact =>
  discounted(
    inputs,
    inputs.periods.map(({ withData, withoutData }) => new Exact(withData).minus(withoutData)),
    keep,
  );

/**
 * P = Σ F ÷ (1 + i)^t; with flows in the middle of the year t − 0.5, written as √(1 + i) ÷ (1 + i)^t
 * because whole powers and square roots need no logarithms, whose last digits are a matter of taste.
 */
const discounted = (frame: IncomeFrame, flows: readonly Exact[], keep: Keep): Exact => {
  const growth = keep('discountRate', rateOf(frame.discount)).plus(1);
  const first = frame.convention === 'midYear' ? growth.sqrt() : new Exact(1);
  const values = flows.map((flow, at) => {
    const income = keep('dataIncome', flow, at + 1);
    const factor = keep('discountFactor', first.div(growth.pow(at + 1)), at + 1);
    return keep('presentValue', income.times(factor), at + 1);
  });
  return sumOf(values);
};

const rateOf = ({ rate, buildUp }: IncomeFrame['discount']): Exact =>
  buildUp === undefined
    ? new Exact(rate ?? '0')
    : sumOf(Object.values(buildUp).map((part) => new Exact(part)));

/** What holds for all income models. */
export const incomeFaults = (
  inputs: IncomeFrame & { readonly periods: readonly object[] },
): readonly InputFault[] => {
  const { discount, incomeBasis, life = {}, periods } = inputs;
  const { rate, buildUp } = discount;
  const years = Object.values(life).map((span) => new Exact(span).ceil());
  const least = years.length === 0 ? undefined : Exact.min(...years);
  return [
    ...when((rate === undefined) === (buildUp === undefined), '/discount', 'oneRateExactly'),
    ...rateFaults(rate, '/discount/rate'),
    ...Object.entries(buildUp ?? {}).flatMap(([name, part]) =>
      rateFaults(part, `/discount/buildUp/${name}`),
    ),
    ...when(discount.basis !== incomeBasis, '/discount/basis', 'basisMismatch'),
    ...when(least?.lt(periods.length) ?? false, '/periods', 'beyondLife'),
  ];
};

/** Besides, a share is a decimal. */
export const incomeShareFaults = (inputs: IncomeShareInputs): readonly InputFault[] => [
  ...incomeFaults(inputs),
  ...inputs.periods.flatMap(({ rate }, at) => rateFaults(rate, `/periods/${at}/rate`)),
];
