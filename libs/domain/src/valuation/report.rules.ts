import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import type { Appraisal } from './valuation.events.js';

/** What a report states of how its value was found. */
type Stated = Pick<Appraisal, 'singleApproachReason' | 'value'> & {
  readonly results: readonly Pick<Appraisal['results'][number], 'approach' | 'value'>[];
};

/** Two appraisers sign (资产评估法 art. 27). */
export const checkSignatories = (signatories: readonly string[]): void => {
  const distinct = new Set(signatories).size;
  if (distinct < 2 || distinct < signatories.length) refuse('two_signatories_needed');
};

/** Two approaches by default (资产评估法 art. 26). */
export const checkApproaches = ({ results, singleApproachReason }: Stated): void => {
  const approaches = new Set(results.map(({ approach }) => approach));
  if (approaches.size < results.length) refuse('approach_repeated');
  if (results.length < 2 && singleApproachReason === undefined) refuse('second_approach_missing');
  if (results.length > 1 && singleApproachReason !== undefined) {
    refuse('single_approach_reason_contradicted');
  }
};

/** The conclusion need not be the mean: how it was drawn is in the report. It lies among results. */
export const checkConclusion = ({ results, value }: Stated): void => {
  const conclusion = minorUnits(value);
  const amounts = results.map((result) => minorUnits(result.value));
  if (conclusion <= 0n || amounts.some((amount) => amount < 0n)) refuse('value_not_positive');
  const above = amounts.some((amount) => amount >= conclusion);
  const below = amounts.some((amount) => amount <= conclusion);
  if (!above || !below) refuse('value_outside_results', { value, results: valuesOf(results) });
};

const valuesOf = (results: Stated['results']): readonly Money[] =>
  results.map(({ value }) => value);

export const checkDates = (
  { baseDate, issuedOn, validUntil }: Pick<Appraisal, 'baseDate' | 'issuedOn' | 'validUntil'>,
  latest: string,
  { now }: Meta,
): void => {
  if (issuedOn < baseDate) refuse('issued_before_base_date', { baseDate, issuedOn });
  const today = shanghaiDate(now);
  if (issuedOn > today) refuse('issued_in_future', { issuedOn, notAfter: today });
  if (validUntil < issuedOn || validUntil > latest) {
    refuse('validity_out_of_range', { validUntil, notBefore: issuedOn, notAfter: latest });
  }
};
