import type { AssetState } from '../asset/asset.state.js';
import { noValuations, type RecordedValuation } from '../valuation/valuation.state.js';
import { encumbrancesOf } from './encumbrances.js';
import { answerFor } from './pledge-question.js';
import {
  cny,
  holding,
  lender,
  now,
  opened,
  operation,
  otherLender,
  pledged,
} from './testing/title-samples.js';
import { titleDecider } from './title.decider.js';

const title = [opened(), pledged(1, { until: '2027-11-23' })].reduce(
  titleDecider.evolve,
  titleDecider.initialState(),
);
const appraisal = (more: Partial<RecordedValuation> = {}): RecordedValuation => ({
  ...{ valuationId: 'v-1', reportNumber: '一', firmPartyId: 'firm', purpose: 'pledge' },
  ...{ valueType: 'market', rightsValued: ['operation'], value: cny('2000000.00') },
  ...{ baseDate: '2026-11-01', issuedOn: '2026-11-01', validUntil: '2027-10-31' },
  ...more,
});
const answered = (
  valuations: readonly RecordedValuation[],
  asset: Partial<AssetState> = {},
  of = operation,
  { by }: { readonly by?: string | undefined } = {},
) => {
  const found = encumbrancesOf(title, now).find(({ entry }) => entry.holdingId === of)!;
  const choices = [{ lenderPartyId: lender, valuationId: 'v-0', at: now }];
  const surroundings = {
    asset: { status: 'registered', ...asset } as AssetState,
    valuations: { ...noValuations, valuations, choices },
    classOf: () => undefined,
  };
  const asked = { at: now, recordedAt: () => now, lenderPartyId: by };
  return answerFor(title, found, surroundings, asked);
};

describe('the appraisal in a pledge-status', () => {
  const ofHolding = appraisal({ valuationId: 'v-2', rightsValued: ['holding'] });

  it('is one of the right that is asked about: another right’s value secures nothing', () => {
    const both = [appraisal(), ofHolding];
    expect(answered(both)).toMatchObject({
      valuation: { valuationId: 'v-1', ratio: '0.5000' },
      valuationThen: [{ valuationId: 'v-1' }],
      coverage: '2.0000',
    });
    expect(answered(both, {}, holding)).toMatchObject({ valuation: { valuationId: 'v-2' } });
    const none = answered([ofHolding]);
    expect([none.valuation, none.coverage, none.valuationThen]).toEqual([undefined, undefined, []]);
  });

  it('says why to look twice', () => {
    const warnings = (more: Partial<RecordedValuation>) =>
      answered([appraisal(more)]).valuation?.warnings;
    expect(warnings({})).toEqual([]);
    expect(warnings({ purpose: 'booking', rightsValued: ['holding', 'operation'] })).toEqual([
      'madeForAnotherPurpose',
      'moreRightsValued',
    ]);
  });

  it('is the latest, whichever firm’s; that another’s is lower is told', () => {
    const lower = appraisal({
      ...{ valuationId: 'v-0', firmPartyId: 'another', value: cny('1000000.00') },
      baseDate: '2026-10-01',
    });
    const seen = { valuationId: 'v-1', ratio: '0.5000', warnings: ['anotherFirmLower'] };
    expect(answered([lower, appraisal()])).toMatchObject({
      ...{ valuation: seen, valuationThen: [seen], coverage: '2.0000' },
    });
    const over = { ...lower, validUntil: '2026-11-22' };
    expect(answered([over, appraisal()]).valuation?.warnings).toEqual([]);
  });
});

describe('a lender’s own choice of an appraisal', () => {
  it('counts for that lender and says so; for everybody else the latest does', () => {
    const lower = appraisal({
      ...{ valuationId: 'v-0', firmPartyId: 'another', value: cny('1000000.00') },
      baseDate: '2026-10-01',
    });
    const seen = (by?: string) => answered([lower, appraisal()], {}, operation, { by });
    const own = { valuationId: 'v-0', firmPartyId: 'another', chosen: true, ratio: '1.0000' };
    expect(seen(lender)).toMatchObject({
      ...{ valuation: own, valuationThen: [own], coverage: '1.0000' },
    });
    const latest = { valuationId: 'v-1', firmPartyId: 'firm', chosen: false };
    for (const by of [otherLender, undefined]) expect(seen(by).valuation).toMatchObject(latest);
  });
});

describe('a certificate that ends before the pledge does', () => {
  it('is told as soon as it is known, from the day before on', () => {
    const codes = (validUntil: string) => answered([], { validUntil }).reasons.map((r) => r.code);
    expect(codes('2027-11-22')).toContain('certificate_ends_before_pledge');
    expect(codes('2027-11-23')).not.toContain('certificate_ends_before_pledge');
  });
});
