import type { RecordedValuation } from '../valuation/valuation.state.js';
import { coverageChart, coverageSeries } from './coverage-chart.js';
import type { FinancingEvent } from './financing.events.js';
import { evolveFinancing, initialFinancing } from './financing.state.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const financingId = 'f-1';
const events: readonly FinancingEvent[] = [
  {
    type: 'OfferMade',
    data: {
      ...{ financingId, creditLine: cny('1000.00'), haircut: '0.1', ratio: '0.5', rate: '0.04' },
      ...{ coverageMin: '1.2', until: '2027-11-20', openUntil: '2026-12-20' },
      ...{ appraised: [], policyVersion: 1 },
    },
  },
  {
    type: 'OfferAccepted',
    data: { financingId, contractDigest: 'a'.repeat(64), on: '2026-11-01' },
  },
  {
    type: 'DrawdownRecorded',
    data: { financingId, drawdownId: 'd-1', amount: cny('800.00'), on: '2026-11-05' },
  },
  {
    type: 'RepaymentRecorded',
    data: { financingId, repaymentId: 'r-1', amount: cny('300.00'), on: '2026-11-20' },
  },
];
const facility = events.reduce(evolveFinancing, initialFinancing());
const asked = events.slice(0, 1).reduce(evolveFinancing, initialFinancing());
const appraisal: RecordedValuation = {
  ...{ valuationId: 'v-1', reportNumber: '一', firmPartyId: 'firm', purpose: 'pledge' },
  ...{ valueType: 'market', rightsValued: ['operation'], value: cny('2000.00') },
  ...{ baseDate: '2025-11-16', issuedOn: '2026-10-31', validUntil: '2026-11-14' },
};
const places = [[{ ahead: cny('0.00'), secured: cny('1000.00') }]];
const secured = [{ from: '2026-11-03', until: '2026-11-18', places }];
const collateral = [{ valuations: [appraisal], choices: [], secured }];
const at = '2026-11-22T02:00:00.000Z';

describe('coverage over time', () => {
  it('has a point for every date on which value or balance changed', () =>
    expect(coverageSeries({ facility, collateral, at })).toEqual([
      { date: '2026-11-01', balance: 0n, value: 0n },
      { date: '2026-11-03', balance: 0n, value: 180_000n },
      { date: '2026-11-05', balance: 80_000n, value: 180_000n },
      { date: '2026-11-15', balance: 80_000n, value: 0n },
      { date: '2026-11-19', balance: 80_000n, value: 0n },
      { date: '2026-11-20', balance: 50_000n, value: 0n },
      { date: '2026-11-22', balance: 50_000n, value: 0n },
    ]));

  it('rests on the lender’s choice from its day on, and shows no other lender’s', () => {
    const lower = {
      ...appraisal,
      ...{ valuationId: 'v-0', value: cny('1000.00'), baseDate: '2025-11-15' },
    };
    const choice = (lenderPartyId: string, on: string) => {
      return { lenderPartyId, valuationId: 'v-0', at: `${on}T02:00:00.000Z` };
    };
    const choices = [choice('other', '2026-11-07'), choice('lender', '2026-11-10')];
    const drawn = [{ valuations: [lower, appraisal], choices, secured }];
    const points = coverageSeries({
      ...{ facility, collateral: drawn, at },
      lenderPartyIds: ['lender'],
    });
    expect(points.slice(2, 5)).toEqual([
      { date: '2026-11-05', balance: 80_000n, value: 180_000n },
      { date: '2026-11-10', balance: 80_000n, value: 90_000n },
      { date: '2026-11-15', balance: 80_000n, value: 0n },
    ]);
  });

  it('begins with the acceptance', () =>
    expect(coverageSeries({ facility: asked, collateral, at })).toEqual([]));

  it('is drawn in steps, the same every time, also where there is nothing to draw', () => {
    const points = coverageSeries({ facility, collateral, at });
    const svg = coverageChart({ points, coverageMin: '1.2' });
    expect(svg).toBe(coverageChart({ points, coverageMin: '1.2' }));
    for (const label of ['2,000', '1,500', '200%', '2026-11-01', '2026-11-22', 'minimum 120%']) {
      expect(svg).toContain(label);
    }
    for (const drawn of [svg, coverageChart({ points: [] })]) {
      expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('is red for as long as it is short, and no line where nothing is owed', () => {
    const points = coverageSeries({ facility, collateral, at });
    const svg = coverageChart({ points, coverageMin: '1.2' });
    // From the fifteenth on nothing is worth anything; four points tell of it.
    expect(svg.match(/fill="#fee2e2"/g)).toHaveLength(4);
    const [, coverage = ''] = /<path d="([^"]*)" fill="none" stroke="#1d4ed8"/.exec(svg) ?? [];
    expect(coverage.match(/M/g)).toHaveLength(1);
    const before = points.filter(({ balance }) => balance === 0n);
    expect(coverageChart({ points: before })).toContain('<path d="" fill="none" stroke="#1d4ed8"');
  });

  it('is a line on its very first day', () => {
    const today = [{ date: '2026-11-01', balance: 100n, value: 180n }];
    expect(coverageChart({ points: today, coverageMin: '1.2' })).toContain(
      'd="M96 61H696" fill="none" stroke="#1d4ed8"',
    );
  });
});
