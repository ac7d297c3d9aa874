import type { Money } from '../money.js';
import { minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import type { Approach } from './engine/engine.js';
import { approachOf, compute, inputFaults, modelOf } from './engine/engine.js';
import type { InputFault } from './engine/faults.js';
import { faultAt } from './engine/faults.js';
import type { ModelInputs } from './engine/inputs.js';
import type { ApproachResult, QualityEvidence } from './valuation.events.js';

/** A result as the appraiser tells it. */
export interface StatedResult {
  readonly approach: Approach;
  readonly value: Money;
  /** What it was computed from; absent: the figure is the report's own (`external`). */
  readonly inputs?: ModelInputs;
  /** The quality coefficient is the score of the asset's latest assessment ÷ 100. */
  readonly usesQualityAssessment?: boolean;
}

/** The two models that multiply with quality; undefined where the inputs are of another one. */
const withQuality = (
  { costReplacement, costExpertGuide, ...others }: ModelInputs,
  value: string,
): ModelInputs | undefined => {
  const quality = { value, of: '100' };
  if (costReplacement) return { ...others, costReplacement: { ...costReplacement, quality } };
  if (costExpertGuide) return { ...others, costExpertGuide: { ...costExpertGuide, quality } };
  return undefined;
};

/**
 * What is wrong with a stated result before anything is known of the asset. Of a quality that is yet
 * to be taken from an assessment the lowest is assumed; the rest is `valuation_inputs_unsound`.
 */
export const statedFaults = ({
  inputs,
  usesQualityAssessment = false,
}: Pick<StatedResult, 'inputs' | 'usesQualityAssessment'>): readonly InputFault[] => {
  if (inputs === undefined) {
    return usesQualityAssessment ? [faultAt('', 'qualityNotUsed')] : [];
  }
  const model = modelOf(inputs);
  if (!usesQualityAssessment || model === undefined) return inputFaults(inputs);
  const assumed = withQuality(inputs, '0');
  if (assumed === undefined) return [faultAt(`/${model}`, 'qualityNotUsed')];
  const { costReplacement, costExpertGuide } = inputs;
  const isTwice = (costReplacement ?? costExpertGuide)?.quality !== undefined;
  return isTwice ? [faultAt(`/${model}/quality`, 'qualityStatedTwice')] : inputFaults(assumed);
};

/** The results with everything that the engine computed; each stated figure must be the engine's. */
export const computedResults = (
  results: readonly StatedResult[],
  quality: QualityEvidence | undefined,
): readonly ApproachResult[] =>
  results.map((result): ApproachResult => {
    const { approach } = result;
    const value = normalMoney(result.value);
    if (result.inputs === undefined) {
      return { approach, value, model: 'external', modelVersion: 1 };
    }
    const inputs = filled(result.inputs, result.usesQualityAssessment ?? false, quality);
    const faults = inputFaults(inputs);
    if (faults.length > 0) {
      return refuse('valuation_inputs_unsound', { fields: faults.map(({ pointer }) => pointer) });
    }
    const computed = compute(inputs);
    const { model, modelVersion, engineVersion, steps } = computed;
    if (approachOf(model) !== approach) refuse('model_of_another_approach', { model, approach });
    if (minorUnits(computed.value) !== minorUnits(value)) {
      refuse('value_differs_from_engine', { approach, stated: value, computed: computed.value });
    }
    return { approach, value, model, modelVersion, engineVersion, inputs, steps };
  });

const filled = (
  inputs: ModelInputs,
  usesQualityAssessment: boolean,
  quality: QualityEvidence | undefined,
): ModelInputs => {
  if (!usesQualityAssessment) return inputs;
  if (quality === undefined) return refuse('quality_not_assessed');
  return withQuality(inputs, quality.score) ?? inputs;
};
