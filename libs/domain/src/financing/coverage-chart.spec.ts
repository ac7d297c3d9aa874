import { noValuations, type RecordedValuation } from '../valuation/valuation.state.js';
import { coverageChart, coverageSeries } from './coverage-chart.js';
import type { FinancingEvent } from './financing.events.js';

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
const appraisal: RecordedValuation = {
  ...{ valuationId: 'v-1', reportNumber: '一', firmPartyId: 'firm', purpose: 'pledge' },
  ...{ valueType: 'market', rightsValued: ['operation'], value: cny('2000.00') },
  ...{ baseDate: '2025-11-16', issuedOn: '2026-10-31', validUntil: '2026-11-14' },
};
const valuations = [{ ...noValuations, valuations: [appraisal] }];
const at = '2026-11-22T02:00:00.000Z';

describe('coverage over time', () => {
  it('has a point for every date on which value or balance changed', () =>
    expect(coverageSeries({ events, valuations, at })).toEqual([
      { date: '2026-11-01', balance: 0n, value: 180_000n },
      { date: '2026-11-05', balance: 80_000n, value: 180_000n },
      { date: '2026-11-15', balance: 80_000n, value: 0n },
      { date: '2026-11-20', balance: 50_000n, value: 0n },
      { date: '2026-11-22', balance: 50_000n, value: 0n },
    ]));

  it('begins with the acceptance', () =>
    expect(coverageSeries({ events: events.slice(0, 1), valuations, at })).toEqual([]));

  it('is drawn in steps, the same every time, also where there is nothing to draw', () => {
    const points = coverageSeries({ events, valuations, at });
    const svg = coverageChart(points);
    expect(svg).toBe(coverageChart(points));
    expect(svg).toContain('1800.00');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(coverageChart([])).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<path /g)?.length).toBe(7);
  });
});
