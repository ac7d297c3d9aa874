import fc from 'fast-check';
import { fromMinorUnits } from '../money.js';
import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import { valuationKind } from './valuation.decider.js';
import type { RecordValuation, TitleEvidence } from './valuation.decider.js';
import type { ValuationEvent } from './valuation.events.js';
import { countingOn } from './valuation.counting.js';
import { evolveValuations, isValidAt, noValuations } from './valuation.state.js';

const assetId = 'ffffffff-ffff-5fff-8fff-ffffffffffff';
const holder = '11111111-1111-5111-8111-111111111111';
const firm = '22222222-2222-5222-8222-222222222222';
const stranger = '33333333-3333-5333-8333-333333333333';
const valuationId = 'aaaaaaaa-aaaa-5aaa-8aaa-aaaaaaaaaaaa';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const meta = (partyId: string, now = '2026-03-02T02:00:00.000Z') => ({
  actor: { person: 'person-token', partyId, role: 'appraiser' as const },
  now,
});

const title = (more: Partial<TitleEvidence> = {}): TitleEvidence => ({
  titleVersion: 3,
  holderPartyIds: [holder],
  heldFor: [holder],
  rights: ['holding', 'operation'],
  ...more,
});

const name = (
  more: { by?: string; firmPartyId?: string; until?: string; title?: TitleEvidence } = {},
) => ({
  type: 'NameAppraiser' as const,
  data: {
    assetId,
    firmPartyId: more.firmPartyId ?? firm,
    until: more.until ?? '2026-06-30',
    title: more.title ?? title(),
  },
  meta: meta(more.by ?? holder),
});

const named: ValuationEvent = {
  type: 'AppraiserNamed',
  data: { assetId, firmPartyId: firm, holderPartyId: holder, until: '2026-06-30', titleVersion: 3 },
};

const report: RecordValuation['data']['appraisal'] = {
  valuationId,
  reportNumber: '评报字〔2026〕第001号',
  signatories: ['signatory-1', 'signatory-2'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [
    { approach: 'cost', value: cny('677120.00') },
    { approach: 'income', value: cny('791178.47') },
  ],
  value: cny('740000.00'),
  baseDate: '2025-12-31',
  issuedOn: '2026-02-28',
  assumptions: [],
  limitations: [],
};

const record = (
  more: Partial<typeof report> = {},
  options: { by?: string; now?: string; title?: TitleEvidence } = {},
) => ({
  type: 'RecordValuation' as const,
  data: { assetId, appraisal: { ...report, ...more }, title: options.title ?? title() },
  meta: meta(options.by ?? firm, options.now),
});

const recorded = (more: Partial<typeof report> = {}): ValuationEvent => ({
  type: 'ValuationRecorded',
  data: {
    ...report,
    ...more,
    results: (more.results ?? report.results).map(({ approach, value }) => ({
      ...{ approach, value, model: 'external' as const, modelVersion: 1 },
    })),
    assetId,
    firmPartyId: firm,
    validUntil: more.validUntil ?? '2026-12-30',
    titleVersion: 3,
  },
});

const given = specOf(valuationKind.decider);

describe('naming an appraiser', () => {
  it('is for a holder of the asset', () => {
    given().when(name()).then(named);
    given()
      .when(name({ by: stranger }))
      .thenRefused('asset_not_found');
  });

  it('says nothing when it is so already, and moves the last day otherwise', () => {
    given(named).when(name()).thenNothing();
    expect(
      given(named)
        .when(name({ until: '2026-03-02' }))
        .events(),
    ).toHaveLength(1);
  });

  it('ends today at the earliest', () => {
    expect(
      given()
        .when(name({ until: '2026-03-02' }))
        .events(),
    ).toHaveLength(1);
    given()
      .when(name({ until: '2026-03-01' }))
      .thenRefused('naming_until_past');
  });

  it('keeps holders from appraising their own', () =>
    given()
      .when(name({ firmPartyId: holder }))
      .thenRefused('appraiser_is_the_holder'));
});

describe('recording an appraisal', () => {
  it('keeps the report, valid for a year from its base date', () =>
    given(named).when(record()).then(recorded()));

  it('hides the asset from a firm that nobody named', () =>
    given().when(record()).thenRefused('asset_not_found'));

  it('ends with the naming', () => {
    const on = (now: string) => given(named).when(record({}, { now }));
    expect(on('2026-06-30T15:59:59.999Z').events()).toHaveLength(1);
    on('2026-06-30T16:00:00.000Z').thenRefused('appraiser_naming_ended');
    given(named)
      .when(record({}, { title: title({ holderPartyIds: [stranger], heldFor: [stranger] }) }))
      .thenRefused('appraiser_naming_ended');
  });

  it('takes each id and each report number once', () => {
    given(named, recorded()).when(record()).thenRefused('valuation_already_recorded');
    given(named, recorded())
      .when(record({ valuationId: 'another' }))
      .thenRefused('report_number_taken', { reportNumber: report.reportNumber, valuationId });
  });

  it('needs two people who signed', () => {
    for (const signatories of [[], ['a'], ['a', 'a'], ['a', 'b', 'b']]) {
      given(named).when(record({ signatories })).thenRefused('two_signatories_needed');
    }
    const signatories = ['a', 'b', 'c'];
    given(named).when(record({ signatories })).then(recorded({ signatories }));
  });

  it('values rights that stand on the title', () =>
    given(named)
      .when(record({ rightsValued: ['holding', 'processing'] }))
      .thenRefused('valued_right_not_on_title', { rights: ['processing'] }));

  it('asks for two approaches, or for the reason of the one', () => {
    const results = [{ approach: 'cost' as const, value: cny('740000.00') }];
    given(named).when(record({ results })).thenRefused('second_approach_missing');
    const single = { results, singleApproachReason: '没有可比交易，也没有可预测的收益' };
    given(named).when(record(single)).then(recorded(single));
    given(named)
      .when(record({ singleApproachReason: '无' }))
      .thenRefused('single_approach_reason_contradicted');
    given(named)
      .when(record({ results: [...results, ...results] }))
      .thenRefused('approach_repeated');
  });

  it('draws a positive conclusion from among the results', () => {
    given(named)
      .when(record({ value: cny('0.00') }))
      .thenRefused('value_not_positive');
    for (const edge of ['677120.00', '791178.47']) {
      given(named)
        .when(record({ value: cny(edge) }))
        .then(recorded({ value: cny(edge) }));
    }
    for (const beyond of ['677119.99', '791178.48']) {
      given(named)
        .when(record({ value: cny(beyond) }))
        .thenRefused('value_outside_results');
    }
  });

  it('refuses a result below zero', () => {
    const results = [
      { approach: 'cost' as const, value: cny('-0.01') },
      { approach: 'income' as const, value: cny('800000.00') },
    ];
    given(named).when(record({ results })).thenRefused('value_not_positive');
  });

  it('is issued on the base date or after, and not after today', () => {
    const ok = { baseDate: '2026-03-02', issuedOn: '2026-03-02' };
    given(named)
      .when(record(ok))
      .then(recorded({ ...ok, validUntil: '2027-03-01' }));
    given(named)
      .when(record({ ...ok, baseDate: '2026-03-03' }))
      .thenRefused('issued_before_base_date');
    given(named)
      .when(record({ issuedOn: '2026-03-03' }))
      .thenRefused('issued_in_future');
  });

  it('may be usable for less than a year, never for more', () => {
    for (const validUntil of ['2026-02-28', '2026-12-30']) {
      given(named).when(record({ validUntil })).then(recorded({ validUntil }));
    }
    for (const validUntil of ['2026-02-27', '2026-12-31']) {
      given(named).when(record({ validUntil })).thenRefused('validity_out_of_range');
    }
  });

  it('records amounts in full', () =>
    given(named)
      .when(record({ value: cny('740000') }))
      .then(recorded()));

  it('never records a conclusion outside its results', () => {
    const amount = fc.bigInt({ min: -5n, max: 1_000n }).map((fen) => fromMinorUnits(fen));
    fc.assert(
      fc.property(amount, amount, amount, (cost, income, value) => {
        const results = [
          { approach: 'cost' as const, value: cost },
          { approach: 'income' as const, value: income },
        ];
        const fen = [cost, income, value].map((money) => Number(money.amount));
        const [a = 0, b = 0, v = 0] = fen;
        const sound = v > 0 && a >= 0 && b >= 0 && Math.min(a, b) <= v && v <= Math.max(a, b);
        const run = () => given(named).when(record({ results, value })).events();
        if (sound) expect(run()).toHaveLength(1);
        else expect(run).toThrow(Refused);
      }),
    );
  });
});

describe('a merger or division', () => {
  const heir = '44444444-4444-5444-8444-444444444444';
  const bought = title({ holderPartyIds: [stranger], heldFor: [stranger, holder] });
  const byHeir = (standsFor: readonly string[], more: Partial<typeof report> = {}) => {
    const { data, meta: m } = record(more, { by: heir });
    return { type: 'RecordValuation' as const, data: { ...data, standsFor }, meta: m };
  };
  const withdraw = (by: string, standsFor: readonly string[]) => ({
    type: 'WithdrawValuation' as const,
    data: { assetId, valuationId, reason: '发现重大遗漏', standsFor },
    meta: meta(by),
  });

  it('of the holder leaves the naming as it is', () =>
    given(named)
      .when(record({}, { title: bought }))
      .then(recorded()));

  it('of the firm hands its namings and reports on, and leaves it none', () => {
    const [event] = given(named)
      .when(byHeir([heir, firm]))
      .events();
    expect(event).toMatchObject({ type: 'ValuationRecorded', data: { firmPartyId: heir } });
    given(named)
      .when(byHeir([heir]))
      .thenRefused('asset_not_found');
    given(named, recorded())
      .when(byHeir([heir, firm], { valuationId: 'another' }))
      .thenRefused('report_number_taken');
    given(named, recorded()).when(withdraw(firm, [])).thenRefused('asset_not_found');
    const withdrawn = given(named, recorded())
      .when(withdraw(heir, [heir, firm]))
      .events();
    expect(withdrawn).toMatchObject([{ type: 'ValuationWithdrawn', data: { valuationId } }]);
  });

  it('never makes a holder the appraiser of his own', () =>
    given(named)
      .when(
        record({}, { title: title({ holderPartyIds: [holder, firm], heldFor: [holder, firm] }) }),
      )
      .thenRefused('appraiser_is_the_holder', { firmPartyId: firm }));
});

describe('validity', () => {
  it('begins with the issue and ends with the last day', () => {
    const window = { issuedOn: '2026-02-28', validUntil: '2026-12-30' };
    const valid = ['2026-02-27', '2026-02-28', '2026-12-30', '2026-12-31'].map((date) =>
      isValidAt(window, date),
    );
    expect(valid).toEqual([false, true, true, false]);
  });

  it('prefers the latest base date, then the later record', () => {
    const state = [
      named,
      recorded(),
      recorded({ valuationId: 'b', baseDate: '2026-01-31', validUntil: '2026-06-30' }),
      recorded({ valuationId: 'c' }),
    ].reduce(evolveValuations, noValuations);
    expect(countingOn(state, '2026-06-30')?.report.valuationId).toBe('b');
    expect(countingOn(state, '2026-07-01')?.report.valuationId).toBe('c');
    expect(countingOn(state, '2027-01-01')).toBeUndefined();
  });
});
