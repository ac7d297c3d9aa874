import type { Ratio } from './arithmetic.js';
import { Exact, ratioOf } from './arithmetic.js';

/** What may be wrong with inputs that are well formed one by one. */
export type FaultCode =
  /** None of the models is there, or more than one. */
  | 'oneModelExactly'
  /** A coefficient above 1: write 0.92, not 92. */
  | 'aboveOne'
  /** Above 1 in all, and no reason for it. */
  | 'aboveOneReasonMissing'
  | 'notAboveZero'
  /** Neither stated nor taken from a quality assessment. */
  | 'qualityMissing'
  /** Stated, although it is to be taken from the quality assessment. */
  | 'qualityStatedTwice'
  /** The model has no quality coefficient. */
  | 'qualityNotUsed'
  /** Open, public and shared volume together exceed the total. */
  | 'partsExceedTotal'
  /** A rate or its build-up, one of them. */
  | 'oneRateExactly'
  /** Pre-tax income goes with a pre-tax rate, post-tax with post-tax. */
  | 'basisMismatch'
  /** More years than the shortest of the lives has. */
  | 'beyondLife'
  /** Either every reference has a weight or none, and they add up to 1. */
  | 'weightsNotOne'
  /** The result does not fit into an amount of money. */
  | 'outOfRange';

/** Something wrong, where it is. */
export interface InputFault {
  /** JSON pointer from the inputs on. */
  readonly pointer: string;
  readonly fault: FaultCode;
}

export const faultAt = (pointer: string, fault: FaultCode): InputFault => ({ pointer, fault });

/** The fault where the condition holds. */
export const when = (isWrong: boolean, pointer: string, fault: FaultCode): readonly InputFault[] =>
  isWrong ? [faultAt(pointer, fault)] : [];

/** A divisor of zero; with it nothing else can be asked of the ratio. */
export const divisorFaults = (ratio: Ratio | undefined, pointer: string): readonly InputFault[] =>
  when(ratio?.of !== undefined && !new Exact(ratio.of).gt(0), `${pointer}/of`, 'notAboveZero');

/** A share of a whole: at most 1. */
export const shareFaults = (ratio: Ratio | undefined, pointer: string): readonly InputFault[] => {
  const divisor = divisorFaults(ratio, pointer);
  if (ratio === undefined || divisor.length > 0) return divisor;
  return when(ratioOf(ratio).gt(1), `${pointer}/value`, 'aboveOne');
};

/** A factor that may exceed 1 but never is nothing. */
export const factorFaults = (ratio: Ratio, pointer: string): readonly InputFault[] => {
  const divisor = divisorFaults(ratio, pointer);
  if (divisor.length > 0) return divisor;
  return when(!ratioOf(ratio).gt(0), `${pointer}/value`, 'notAboveZero');
};

/** A rate as a decimal: at most 1. */
export const rateFaults = (rate: string | undefined, pointer: string): readonly InputFault[] =>
  when(rate !== undefined && new Exact(rate).gt(1), pointer, 'aboveOne');
