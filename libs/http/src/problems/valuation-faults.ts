import type { FaultCode, InputFault } from '@ledger/domain/valuation/engine/faults.js';
import type { InputError } from './http-problem.js';
import { problem, type HttpProblem } from './http-problem.js';

type FaultWords = Readonly<Record<FaultCode, { readonly zh: string; readonly en: string }>>;

/** What is wrong and what to do about it; a fault without words does not compile. */
const words: FaultWords = {
  oneModelExactly: { zh: '须且仅须填写一个模型的参数', en: 'name the inputs of exactly one model' },
  aboveOne: {
    zh: '须为不大于 1 的小数，不是百分数：0.92，而不是 92',
    en: 'must be a decimal of at most 1 and no percentage: 0.92, not 92',
  },
  aboveOneReasonMissing: {
    zh: '调整系数或效用大于 1，须说明理由',
    en: 'the adjustment or the utility exceeds 1: give the reason',
  },
  notAboveZero: { zh: '须大于 0', en: 'must be above 0' },
  qualityMissing: {
    zh: '须给出质量系数，或采用已登记的质量评价',
    en: 'state the quality coefficient, or use the recorded assessment',
  },
  qualityStatedTwice: {
    zh: '已采用质量评价，请勿再给出质量系数',
    en: 'it is taken from the quality assessment: leave it out here',
  },
  qualityNotUsed: {
    zh: '该模型不使用质量系数，请去掉 usesQualityAssessment',
    en: 'the model has no quality coefficient: leave usesQualityAssessment out',
  },
  partsExceedTotal: {
    zh: '开放、公开与共享数据量之和不得超过总量',
    en: 'open, public and shared volume may not exceed the total',
  },
  oneRateExactly: {
    zh: '折现率与累加构成须且仅须填写其一',
    en: 'give either the rate or its build-up',
  },
  basisMismatch: {
    zh: '收益口径与折现率口径须一致：税前对税前，税后对税后',
    en: 'income and discount rate must both be before tax or both after',
  },
  beyondLife: {
    zh: '预测年数超过最短的经济寿命',
    en: 'more years than the shortest of the lives has',
  },
  weightsNotOne: {
    zh: '须全部给出权重且合计为 1，或全部不给',
    en: 'give all a weight, adding up to 1, or none',
  },
  outOfRange: { zh: '结果超出金额范围', en: 'the result is too large for an amount' },
};

/** Faults of inputs as a 400 that names each field; `at` is the pointer to the inputs in the body. */
export const unsoundInputs = (
  faults: readonly { readonly at: string; readonly fault: InputFault }[],
): HttpProblem =>
  problem('invalid_request', {
    errors: faults.map(({ at, fault: { pointer, fault } }): InputError => ({
      in: 'body',
      pointer: `${at}${pointer}`,
      ...words[fault],
    })),
  });
