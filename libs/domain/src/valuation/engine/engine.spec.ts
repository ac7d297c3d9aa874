import { qualityCoefficient, qualityScore } from '../../quality/quality.score.js';
import {
  costExample,
  expertGuideExample,
  marketExample,
  shareExample,
  workedExamples,
} from '../testing/worked-examples.js';
import { Exact, inFen, stored } from './arithmetic.js';
import { approachOf, compute, computedModels, inputFaults, modelOf, recompute } from './engine.js';
import type { ModelInputs } from './inputs.js';
import type { StepName } from './working.js';

const stepsOf = (inputs: ModelInputs, name: StepName): readonly string[] =>
  compute(inputs)
    .steps.filter((step) => step.name === name)
    .map(({ value }) => value);

const rounded = (values: readonly string[], decimals: number): readonly string[] =>
  values.map((value) => new Exact(value).toFixed(decimals));

/** A share model over the example's years with something else in it. */
const share = (more: object): ModelInputs => ({
  incomeShare: { ...shareExample.incomeShare!, ...more },
});
const cost = (more: object): ModelInputs => ({
  costReplacement: { ...costExample.costReplacement!, ...more },
});
const guide = (more: object): ModelInputs => ({
  costExpertGuide: { ...expertGuideExample.costExpertGuide!, ...more },
});

describe('the worked examples of the sheet', () => {
  it.each(workedExamples.map(({ name, ...example }) => [name, example] as const))(
    '%s comes out to the fen, and recomputes',
    (_, { inputs, amount }) => {
      const computed = compute(inputs);
      expect(computed.value).toEqual({ amount, currency: 'CNY' });
      expect(recompute(computed)).toEqual(computed);
    },
  );

  it('4.1: the replacement cost and δ are told', () => {
    expect(stepsOf(costExample, 'replacementCost')).toEqual(['920000']);
    expect(stepsOf(costExample, 'adjustment')).toEqual(['0.736']);
  });

  it('4.2: β, U, TC (1 + R), and the quality score that α is made of', () => {
    expect(stepsOf(expertGuideExample, 'circulation')).toEqual(['0.61']);
    expect(stepsOf(expertGuideExample, 'utility')).toEqual(['0.516304']);
    expect(stepsOf(expertGuideExample, 'costWithReturn')).toEqual(['963200']);
    const per = (...[a, b, c, d, e, f]: string[]) => ({
      ...{ standardisation: a!, completeness: b!, accuracy: c! },
      ...{ consistency: d!, timeliness: e!, accessibility: f! },
    });
    const score = qualityScore(
      per('96', '92', '90', '88', '94', '85'),
      per('0.25', '0.15', '0.20', '0.10', '0.20', '0.10'),
    );
    expect([score, qualityCoefficient(score)]).toEqual(['91.90', '0.9190']);
    const quality = { value: score, of: '100' };
    expect(stepsOf(guide({ quality }), 'qualityCoefficient')).toEqual(['0.919']);
  });

  it('4.3: the built-up rate, factors and present values of each year', () => {
    expect(stepsOf(shareExample, 'discountRate')).toEqual(['0.15']);
    expect(stepsOf(shareExample, 'dataIncome')).toEqual([
      ...['240000', '264000', '252000', '224000', '179200'],
    ]);
    const factors = ['0.869565', '0.756144', '0.657516', '0.571753', '0.497177'];
    expect(rounded(stepsOf(shareExample, 'discountFactor'), 6)).toEqual(factors);
    const values = ['208695.65', '199621.93', '165694.09', '128072.73', '89094.07'];
    expect(rounded(stepsOf(shareExample, 'presentValue'), 2)).toEqual(values);
    const midYear = ['0.932505', '0.810874', '0.705108', '0.613137', '0.533163'];
    expect(rounded(stepsOf(share({ convention: 'midYear' }), 'discountFactor'), 6)).toEqual(
      midYear,
    );
  });

  it('4.4 and 4.5: the income of the data and its present value', () => {
    const excess = workedExamples[4]!.inputs;
    expect(stepsOf(excess, 'contributions')).toEqual(['540000', '557000', '564000']);
    expect(stepsOf(excess, 'dataIncome')).toEqual(['360000', '423000', '446000']);
    const values = ['313043.48', '319848.77', '293252.24'];
    expect(rounded(stepsOf(excess, 'presentValue'), 2)).toEqual(values);
    const incremental = workedExamples[5]!.inputs;
    expect(stepsOf(incremental, 'dataIncome')).toEqual(['320000', '390000', '370000']);
  });

  it('4.6: the adjustment and the value of each data set', () => {
    expect(stepsOf(marketExample, 'marketAdjustment')).toEqual(['1.119195', '0.9811368']);
    expect(rounded(stepsOf(marketExample, 'dataSetValue'), 2)).toEqual(['447678.00', '255095.57']);
  });
});

describe('arithmetic', () => {
  it('keeps twenty decimals of what lies between, half-up, and no exponent', () => {
    expect(stored(new Exact(2).div(3))).toBe('0.66666666666666666667');
    expect(stored(new Exact('1e-19'))).toBe('0.0000000000000000001');
    expect(stored(new Exact('1e30'))).toBe(`1${'0'.repeat(30)}`);
  });

  it('rounds to fen once, half away from zero', () => {
    expect(
      ['0.005', '0.0049', '-0.005', '12'].map((yuan) => inFen(new Exact(yuan)).amount),
    ).toEqual(['0.01', '0.00', '-0.01', '12.00']);
  });

  it('does not add up rounded years: three thirds of a fen are a fen', () => {
    const third = { base: '0.01', rate: '0.3333333333' };
    const frame = { discount: { rate: '0', basis: 'preTax' }, periods: [third, third, third] };
    expect(compute(share(frame)).value.amount).toBe('0.01');
  });
});

describe('models', () => {
  it('belong to one approach each, and name their version and the engine’s', () => {
    expect(computedModels.map((model) => [model, approachOf(model)])).toEqual([
      ['costReplacement', 'cost'],
      ['costExpertGuide', 'cost'],
      ['incomeDirect', 'income'],
      ['incomeShare', 'income'],
      ['incomeExcess', 'income'],
      ['incomeIncremental', 'income'],
      ['marketAdjusted', 'market'],
    ]);
    const { model, modelVersion, engineVersion } = compute(costExample);
    expect([model, modelVersion, engineVersion]).toEqual(['costReplacement', 1, 1]);
  });

  it('direct income is discounted as it is; several comparables are averaged or weighted', () => {
    const { discount, incomeBasis, convention } = shareExample.incomeShare!;
    const frame = { discount, incomeBasis, convention };
    const direct = { incomeDirect: { ...frame, periods: [{ income: '115' }, { income: '-23' }] } };
    expect(compute(direct).value.amount).toBe('82.61');
    const [first] = marketExample.marketAdjusted!.dataSets;
    const of = (references: { value: string; weight?: string }[]) =>
      stepsOf({ marketAdjusted: { dataSets: [{ ...first!, references }] } }, 'referenceValue');
    expect(of([{ value: '100' }, { value: '400' }])).toEqual(['250']);
    expect(
      of([
        { value: '100', weight: '0.75' },
        { value: '400', weight: '0.25' },
      ]),
    ).toEqual(['175']);
  });

  it('refuse versions that there never were, and inputs that do not compute', () => {
    const computed = compute(costExample);
    expect(() => recompute({ ...computed, modelVersion: 2 })).toThrow('version 2');
    expect(() => recompute({ ...computed, engineVersion: 2 })).toThrow('version 2');
    expect(() => compute({})).toThrow('oneModelExactly');
  });
});

describe('inputs that are well formed but wrong', () => {
  const fault = (inputs: ModelInputs) =>
    inputFaults(inputs).map(({ pointer, fault: code }) => `${pointer} ${code}`);

  it('name one model', () => {
    expect(fault({})).toEqual([' oneModelExactly']);
    expect(fault({ ...costExample, ...shareExample })).toEqual([' oneModelExactly']);
    expect(modelOf({ ...costExample, ...shareExample })).toBeUndefined();
  });

  it('have coefficients, not percentages', () => {
    expect(fault(cost({ quality: { value: '1' } }))).toEqual([]);
    expect(fault(cost({ quality: { value: '1.0000000001' } }))).toEqual([
      '/costReplacement/quality/value aboveOne',
    ]);
    expect(fault(cost({ remainingLife: { value: '6', of: '5' } }))).toEqual([
      '/costReplacement/remainingLife/value aboveOne',
    ]);
    expect(fault(guide({ quality: { value: '92' } }))).toEqual([
      '/costExpertGuide/quality/value aboveOne',
    ]);
    expect(fault(guide({ returnRate: '12' }))).toEqual(['/costExpertGuide/returnRate aboveOne']);
    expect(fault(share({ discount: { rate: '15', basis: 'preTax' } }))).toEqual([
      '/incomeShare/discount/rate aboveOne',
    ]);
    expect(fault(share({ periods: [{ base: '1', rate: '8' }] }))).toEqual([
      '/incomeShare/periods/0/rate aboveOne',
    ]);
  });

  it('give a reason for what exceeds 1', () => {
    const otherFactors = [{ name: '稀缺', factor: { value: '1.01' } }];
    const missing = ['/costReplacement/aboveOneReason aboveOneReasonMissing'];
    expect(fault(cost({ otherFactors }))).toEqual(missing);
    expect(fault(cost({ otherFactors, aboveOneReason: '唯一来源' }))).toEqual([]);
    const lively = { scarcity: { value: '1' }, risk: { value: '0' } };
    expect(fault(guide(lively))).toEqual(['/costExpertGuide/aboveOneReason aboveOneReasonMissing']);
    expect(fault(guide({ ...lively, aboveOneReason: '独家' }))).toEqual([]);
  });

  it('divide by something', () => {
    expect(fault(cost({ quality: { value: '1', of: '0' } }))).toEqual([
      '/costReplacement/quality/of notAboveZero',
    ]);
    const { circulation } = expertGuideExample.costExpertGuide!;
    const volumes = (total: string) => guide({ circulation: { ...circulation, total } });
    expect(fault(volumes('0'))).toEqual(['/costExpertGuide/circulation/total notAboveZero']);
    expect(fault(volumes('599'))).toEqual(['/costExpertGuide/circulation/total partsExceedTotal']);
    expect(fault(volumes('600'))).toEqual([]);
    const { quality: _, ...without } = expertGuideExample.costExpertGuide!;
    expect(fault({ costExpertGuide: without })).toEqual([
      '/costExpertGuide/quality qualityMissing',
    ]);
  });

  it('have one rate, of the basis of the income, over no more years than the data lives', () => {
    const neither = share({ discount: { basis: 'preTax' } });
    expect(fault(neither)).toEqual(['/incomeShare/discount oneRateExactly']);
    const { discount } = shareExample.incomeShare!;
    const both = share({ discount: { ...discount, rate: '0.15' } });
    expect(fault(both)).toEqual(['/incomeShare/discount oneRateExactly']);
    expect(fault(share({ incomeBasis: 'postTax' }))).toEqual([
      '/incomeShare/discount/basis basisMismatch',
    ]);
    expect(fault(share({ life: { legalTerm: '9', timeliness: '4.01' } }))).toEqual([]);
    expect(fault(share({ life: { legalTerm: '9', timeliness: '4' } }))).toEqual([
      '/incomeShare/periods beyondLife',
    ]);
  });

  it('weigh all comparables or none, and adjust by something', () => {
    const [first] = marketExample.marketAdjusted!.dataSets;
    const market = (more: object) =>
      fault({ marketAdjusted: { dataSets: [{ ...first!, ...more }] } });
    const weights = ['/marketAdjusted/dataSets/0/references weightsNotOne'];
    expect(market({ references: [{ value: '1', weight: '0.5' }, { value: '2' }] })).toEqual(
      weights,
    );
    expect(market({ references: [{ value: '1', weight: '0.9999999999' }] })).toEqual(weights);
    expect(market({ references: [{ value: '1', weight: '1' }] })).toEqual([]);
    expect(market({ date: { value: '0' } })).toEqual([
      '/marketAdjusted/dataSets/0/date/value notAboveZero',
    ]);
  });

  it('come to an amount that money can say', () => {
    const income = '999999999999999';
    const zero = { rate: '0', basis: 'preTax' };
    const periods = [{ base: income, rate: '1' }];
    expect(fault(share({ discount: zero, periods }))).toEqual([]);
    expect(fault(share({ discount: zero, periods: [...periods, ...periods] }))).toEqual([
      '/incomeShare outOfRange',
    ]);
  });
});
