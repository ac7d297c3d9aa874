import { bookKind } from '../book/book.decider.js';
import { specOf } from '../testing/decider-spec.js';
import { countingAt, countingOn } from './valuation.counting.js';
import type { ChooseAppraisal } from './valuation.choice.js';
import { valuationKind } from './valuation.decider.js';
import type { Appraisal, ValuationEvent } from './valuation.events.js';
import { evolveValuations, noValuations } from './valuation.state.js';

const assetId = 'ffffffff-ffff-5fff-8fff-ffffffffffff';
const now = '2026-03-02T02:00:00.000Z';
const cny = (amount: string) => ({ amount, currency: 'CNY' as const });

/** A report on the operation right that is valid from March to the end of the year. */
const recorded = (valuationId: string, more: Partial<Appraisal> = {}): ValuationEvent => ({
  type: 'ValuationRecorded',
  data: {
    ...{ assetId, valuationId, reportNumber: valuationId, firmPartyId: 'firm' },
    ...{ signatories: ['s-1', 's-2'], reportDigest: 'a'.repeat(64), purpose: 'pledge' as const },
    ...{ valueType: 'market' as const, rightsValued: ['operation'], results: [] },
    ...{ value: cny('2000000.00'), baseDate: '2025-12-31', issuedOn: '2026-03-01' },
    ...{ validUntil: '2026-12-30', assumptions: [], limitations: [], titleVersion: 3 },
    ...more,
  },
});
const careful = recorded('careful', {
  ...{ firmPartyId: 'another', value: cny('1500000.00'), baseDate: '2025-11-30' },
  validUntil: '2026-11-29',
});
const latest = recorded('latest');
const chosen = (valuationId?: string, more: object = {}): ValuationEvent => ({
  type: 'AppraisalChosen',
  data: {
    ...{ assetId, lenderPartyId: 'lender', reason: '准入机构', at: now, titleVersion: 4 },
    ...(valuationId !== undefined && { valuationId }),
    ...more,
  },
});
const choose = (
  valuationId?: string,
  { lends = true, at = now, standsFor = ['lender'] } = {},
): ChooseAppraisal => ({
  type: 'ChooseAppraisal',
  data: {
    ...{ assetId, reason: '准入机构', standsFor, title: { titleVersion: 4, lends } },
    ...(valuationId !== undefined && { valuationId }),
  },
  meta: { actor: { person: 'p', partyId: 'lender', role: 'lender' }, now: at },
});

const given = specOf(valuationKind.decider);

describe('what an asset is worth', () => {
  it('is in no book: nothing that appraisers record is a fact that vouchers are posted for', () => {
    const ofBooks = Object.keys(bookKind.schemaVersions);
    const ofValuations = Object.keys(valuationKind.schemaVersions);
    expect(ofValuations).toContain('ValuationRecorded');
    expect(ofValuations.filter((type) => ofBooks.includes(type))).toEqual([]);
  });
});

describe('a lender’s choice among valid reports', () => {
  it('is recorded once, and may be taken back', () => {
    given(careful, latest).when(choose('careful')).then(chosen('careful'));
    given(careful, latest, chosen('careful')).when(choose('careful')).thenNothing();
    given(careful, latest, chosen('careful')).when(choose()).then(chosen());
    given(careful, latest).when(choose()).thenNothing();
    given(careful, latest, chosen('careful'), chosen()).when(choose()).thenNothing();
  });

  it('is of a report that is there, valid today, and of the right that is pledged', () => {
    given(latest).when(choose('none')).thenRefused('valuation_not_found');
    const holding = recorded('holding', { rightsValued: ['holding', 'processing'] });
    given(holding).when(choose('holding')).thenRefused('appraisal_of_another_right');
    const refused = (at: string, standing: string) =>
      given(latest)
        .when(choose('latest', { at }))
        .thenRefused('appraisal_not_valid', { valuationId: 'latest', standing });
    refused('2026-02-28T15:59:59.999Z', 'notYetIssued');
    given(latest)
      .when(choose('latest', { at: '2026-12-30T15:59:59.999Z' }))
      .events();
    refused('2026-12-30T16:00:00.000Z', 'runOut');
  });

  it('is for lenders let in or registered: to others there is no such asset', () =>
    given(latest)
      .when(choose('latest', { lends: false }))
      .thenRefused('asset_not_found'));

  it('is known to whoever stands in the lender’s place', () => {
    const before = chosen('careful', { lenderPartyId: 'predecessor' });
    const standsFor = ['lender', 'predecessor'];
    given(careful, before).when(choose('careful', { standsFor })).thenNothing();
    given(careful, before).when(choose('careful')).then(chosen('careful'));
  });
});

describe('the report that counts', () => {
  const state = [careful, latest, chosen('careful')].reduce(evolveValuations, noValuations);
  const lenderPartyIds = ['lender'];
  const found = (at: string, lender: readonly string[] = lenderPartyIds) => {
    const counting = countingAt(state, at, { lenderPartyIds: lender });
    return [counting?.report.valuationId, counting?.isChosen];
  };

  it('is the chosen one from the instant of the choice on, for that lender alone', () => {
    expect(found('2026-03-02T01:59:59.999Z')).toEqual(['latest', false]);
    expect(found(now)).toEqual(['careful', true]);
    expect(found(now, ['other'])).toEqual(['latest', false]);
    expect(countingAt(state, now)?.report.valuationId).toBe('latest');
    expect(found(now, ['heir', 'lender'])).toEqual(['careful', true]);
  });

  it('is the latest again when the chosen one is no longer valid, or nothing is chosen', () => {
    expect(found('2026-11-29T15:59:59.999Z')).toEqual(['careful', true]);
    expect(found('2026-11-29T16:00:00.000Z')).toEqual(['latest', false]);
    const back = evolveValuations(state, chosen());
    expect(countingAt(back, now, { lenderPartyIds })?.isChosen).toBe(false);
  });

  it('is the same by whole days, from the day of the choice on', () => {
    const on = (date: string) => countingOn(state, date, { lenderPartyIds })?.report.valuationId;
    expect(['2026-03-01', '2026-03-02', '2026-11-29', '2026-11-30', '2026-12-31'].map(on)).toEqual([
      ...['latest', 'careful', 'careful', 'latest', undefined],
    ]);
  });

  it('warns where another firm says less, also of a report that was chosen', () => {
    const other = evolveValuations(state, chosen('latest'));
    const warnings = (of: typeof state) => countingAt(of, now, { lenderPartyIds })?.warnings;
    expect(warnings(state)).toEqual([]);
    expect(warnings(other)).toEqual(['anotherFirmLower']);
  });
});
