import { minorUnits } from '../money.js';
import { specOf } from '../testing/decider-spec.js';
import { compute } from './engine/engine.js';
import type { ModelInputs } from './engine/inputs.js';
import {
  costExample,
  expertGuideExample,
  marketExample,
  shareExample,
} from './testing/worked-examples.js';
import { valuationKind } from './valuation.decider.js';
import type { RecordValuation } from './valuation.decider.js';
import type { QualityEvidence, ValuationEvent } from './valuation.events.js';
import { statedFaults } from './valuation.results.js';

const assetId = 'ffffffff-ffff-5fff-8fff-ffffffffffff';
const holder = '11111111-1111-5111-8111-111111111111';
const firm = '22222222-2222-5222-8222-222222222222';
const otherFirm = '33333333-3333-5333-8333-333333333333';
const now = '2026-03-02T02:00:00.000Z';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const title = {
  titleVersion: 3,
  holderPartyIds: [holder],
  heldFor: [holder],
  rights: ['operation' as const],
};
const meta = (partyId: string) => ({
  actor: { person: 'person-token', partyId, role: 'appraiser' as const },
  now,
});
const named = (firmPartyId: string): ValuationEvent => ({
  type: 'AppraiserNamed',
  data: { assetId, firmPartyId, holderPartyId: holder, until: '2026-06-30', titleVersion: 3 },
});

type Stated = RecordValuation['data']['appraisal'];
const report: Stated = {
  valuationId: 'first',
  reportNumber: '001',
  signatories: ['signatory-1', 'signatory-2'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [
    { approach: 'cost', value: cny('677120.00'), inputs: costExample },
    { approach: 'income', value: cny('791178.47'), inputs: shareExample },
  ],
  value: cny('740000.00'),
  baseDate: '2025-12-31',
  issuedOn: '2026-02-28',
  assumptions: [],
  limitations: [],
};

const record = (more: Partial<Stated> = {}, by = firm) => ({
  type: 'RecordValuation' as const,
  data: { assetId, appraisal: { ...report, ...more }, title },
  meta: meta(by),
});
const one = (result: Stated['results'][number], more: Partial<Stated> = {}) =>
  record({ results: [result], value: result.value, singleApproachReason: '无可比案例', ...more });
const withdraw = (valuationId: string, by = firm) => ({
  type: 'WithdrawValuation' as const,
  data: { assetId, valuationId, reason: '参数有误' },
  meta: meta(by),
});

const given = specOf(valuationKind.decider);
const recorded = (more: Partial<Stated> = {}): readonly ValuationEvent[] =>
  given(named(firm)).when(record(more)).events();

describe('a result with inputs', () => {
  it('is computed, and recorded with its model, versions, inputs and every step', () => {
    const [event] = recorded();
    const results = event?.type === 'ValuationRecorded' ? event.data.results : [];
    expect(results).toEqual([
      { approach: 'cost', ...compute(costExample) },
      { approach: 'income', ...compute(shareExample) },
    ]);
  });

  it('is refused where the engine comes to another figure; both are named', () => {
    for (const stated of ['677119.99', '677120.01']) {
      given(named(firm))
        .when(one({ approach: 'cost', value: cny(stated), inputs: costExample }))
        .thenRefused('value_differs_from_engine', {
          ...{ approach: 'cost', stated: cny(stated), computed: cny('677120.00') },
        });
    }
  });

  it('is told for the approach of its model', () =>
    given(named(firm))
      .when(one({ approach: 'income', value: cny('702773.57'), inputs: marketExample }))
      .thenRefused('model_of_another_approach', { model: 'marketAdjusted', approach: 'income' }));

  it('and one without are both allowed: the other is external', () => {
    const results = [report.results[0]!, { approach: 'market' as const, value: cny('800000') }];
    const [event] = recorded({ results });
    expect(event?.type === 'ValuationRecorded' && event.data.results[1]).toEqual({
      ...{ approach: 'market', value: cny('800000.00'), model: 'external', modelVersion: 1 },
    });
  });
});

describe('the quality coefficient of an assessment', () => {
  const quality: QualityEvidence = {
    stream: `asset-${assetId}`,
    version: 5,
    assessmentId: 'assessment',
    assessedOn: '2026-02-01',
    score: '92',
  };
  const without = (more: object = {}): ModelInputs => {
    const { quality: _, ...rest } = costExample.costReplacement!;
    return { costReplacement: { ...rest, ...more } };
  };
  const uses = (inputs: ModelInputs, amount: string) => ({
    ...{ approach: 'cost' as const, value: cny(amount), inputs, usesQualityAssessment: true },
  });

  it('is its score ÷ 100, and the record names the assessment', () => {
    const [event] = given(named(firm))
      .when(one(uses(without(), '677120.00'), { quality }))
      .events();
    const data = event?.type === 'ValuationRecorded' ? event.data : undefined;
    expect(data?.quality).toEqual(quality);
    expect(data?.results[0]?.inputs?.costReplacement?.quality).toEqual({ value: '92', of: '100' });
  });

  it('is refused where nobody assessed, or where the score makes the inputs unsound', () => {
    given(named(firm))
      .when(one(uses(without(), '677120.00')))
      .thenRefused('quality_not_assessed');
    const otherFactors = [{ name: '稀缺', factor: { value: '1', of: '0.7' } }];
    const lively = without({ otherFactors, remainingLife: { value: '1' } });
    given(named(firm))
      .when(one(uses(lively, '1.00'), { quality }))
      .thenRefused('valuation_inputs_unsound', { fields: ['/costReplacement/aboveOneReason'] });
  });

  it('is neither stated twice nor asked of a model that has none', () => {
    const fault = (inputs: ModelInputs | undefined) =>
      statedFaults({ ...(inputs && { inputs }), usesQualityAssessment: true });
    expect(fault(without())).toEqual([]);
    const { quality: _, ...guide } = expertGuideExample.costExpertGuide!;
    expect(fault({ costExpertGuide: guide })).toEqual([]);
    expect(fault(costExample)).toEqual([
      { pointer: '/costReplacement/quality', fault: 'qualityStatedTwice' },
    ]);
    expect(fault(shareExample)).toEqual([{ pointer: '/incomeShare', fault: 'qualityNotUsed' }]);
    expect(fault(undefined)).toEqual([{ pointer: '', fault: 'qualityNotUsed' }]);
    expect(fault({})).toEqual([{ pointer: '', fault: 'oneModelExactly' }]);
    expect(statedFaults({ inputs: costExample })).toEqual([]);
    expect(statedFaults({})).toEqual([]);
  });
});

describe('superseding', () => {
  const second = { valuationId: 'second', reportNumber: '002' };
  const both = [named(firm), ...recorded(), ...recorded(second)];
  const supersede = (valuationId: string, byValuationId: string, by = firm) => ({
    type: 'SupersedeValuation' as const,
    data: { assetId, valuationId, byValuationId },
    meta: meta(by),
  });
  const superseded: ValuationEvent = {
    type: 'ValuationSuperseded',
    data: { assetId, valuationId: 'first', byValuationId: 'second', at: now },
  };

  it('puts a report of the same firm in the place of an earlier one, once', () => {
    given(...both)
      .when(supersede('first', 'second'))
      .then(superseded);
    given(...both, superseded)
      .when(supersede('first', 'second'))
      .thenRefused('valuation_already_ended', { valuationId: 'first', ended: 'superseded' });
    given(...both, superseded)
      .when(supersede('second', 'first'))
      .thenRefused('valuation_already_ended', { valuationId: 'first', ended: 'superseded' });
  });

  it('is of reports that are there, and the firm’s own', () => {
    given(...both)
      .when(supersede('first', 'third'))
      .thenRefused('valuation_not_found', { valuationId: 'third' });
    given(...both, named(otherFirm))
      .when(supersede('first', 'second', otherFirm))
      .thenRefused('valuation_of_another_firm');
    given(...both)
      .when(supersede('first', 'second', otherFirm))
      .thenRefused('asset_not_found');
  });

  it('is by another report, of the same base date or a later one', () => {
    given(...both)
      .when(supersede('first', 'first'))
      .thenRefused('superseding_report_older');
    const dated = (baseDate: string) =>
      given(named(firm), ...recorded(), ...recorded({ ...second, baseDate })).when(
        supersede('first', 'second'),
      );
    dated('2025-12-30').thenRefused('superseding_report_older', {
      ...{ valuationId: 'first', byValuationId: 'second', notBefore: '2025-12-31' },
    });
    dated('2025-12-31').then(superseded);
  });
});

describe('withdrawing', () => {
  it('ends a report of the firm, once', () => {
    const [withdrawn] = given(named(firm), ...recorded())
      .when(withdraw('first'))
      .events();
    expect(withdrawn).toEqual({
      type: 'ValuationWithdrawn',
      data: { assetId, valuationId: 'first', reason: '参数有误', at: now },
    });
    given(named(firm), ...recorded(), withdrawn!)
      .when(withdraw('first'))
      .thenRefused('valuation_already_ended', { valuationId: 'first', ended: 'withdrawn' });
  });

  it('is not for strangers, nor for another firm', () => {
    given(named(firm), ...recorded())
      .when(withdraw('first', otherFirm))
      .thenRefused('asset_not_found');
    given(named(firm), named(otherFirm), ...recorded())
      .when(withdraw('first', otherFirm))
      .thenRefused('valuation_of_another_firm');
    given(named(firm)).when(withdraw('first')).thenRefused('valuation_not_found');
  });

  it('sets the report number free, for it may have been recorded amiss', () => {
    const [withdrawn] = given(named(firm), ...recorded())
      .when(withdraw('first'))
      .events();
    const again = given(named(firm), ...recorded(), withdrawn!)
      .when(record({ valuationId: 'second' }))
      .events();
    expect(again).toHaveLength(1);
  });
});

it('every recorded value is the engine’s own, whatever the conclusion', () => {
  const [event] = recorded();
  const results = event?.type === 'ValuationRecorded' ? event.data.results : [];
  for (const { inputs, value } of results) {
    expect(minorUnits(compute(inputs!).value)).toBe(minorUnits(value));
  }
});
