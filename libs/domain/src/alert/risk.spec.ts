import type { AssetState } from '../asset/asset.state.js';
import type { FinancingState } from '../financing/facility.js';
import { initialFinancing } from '../financing/financing.state.js';
import {
  assetId,
  bank,
  barred,
  claimed,
  cny,
  endOf,
  entry,
  fact,
  lender,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  released,
  startOf,
  today,
} from '../title/testing/title-samples.js';
import type { TitleEvent } from '../title/title.events.js';
import { evolveTitle, initialTitle } from '../title/title.state.js';
import { noValuations, type RecordedValuation } from '../valuation/valuation.state.js';
import { risksOf } from './risk.js';
import { revenuePeriods } from './risk.revenue.js';
import type { Judging, Stake } from './risk.stake.js';

const asset = { status: 'registered' } as AssetState;
const judging: Judging = {
  at: now,
  lending: { haircut: '0', ratioMax: '0.5', coverageMin: '1.2' },
  terms: { reminderDays: [90, 30, 7], revenueMonths: 3, revenueFallMin: '0.3' },
  releaseDueOn: () => '2026-12-04',
};
const seen = {
  title: { stream: `title-${assetId}`, version: 9 },
  asset: { stream: `asset-${assetId}`, version: 4 },
  valuation: { stream: `valuation-${assetId}`, version: 2 },
};

const stake = (events: readonly TitleEvent[], more: Partial<Stake> = {}): Stake => ({
  partyId: lender,
  isListed: false,
  title: events.reduce(evolveTitle, initialTitle()),
  asset,
  valuations: noValuations,
  facilities: [],
  seen,
  ...more,
});

const appraisal = (more: Partial<RecordedValuation> = {}): RecordedValuation => ({
  valuationId: 'v-1',
  reportNumber: '一',
  firmPartyId: 'firm',
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  value: cny('2000000.00'),
  baseDate: '2026-11-01',
  issuedOn: '2026-11-01',
  validUntil: '2099-12-31',
  ...more,
});
const appraised = (more: Partial<RecordedValuation> = {}) => ({
  valuations: { ...noValuations, valuations: [appraisal(more)] },
});

const facility = (more: Partial<FinancingState> = {}) => ({
  financingId: 'f-1',
  version: 6,
  state: {
    ...initialFinancing(),
    status: 'perfected',
    offer: { until: '2027-05-31' },
    perfected: [
      { assetId, holdingId: operation, pledgeId: pledgeId(1), secured: cny('1000000.00') },
    ],
    ...more,
  } as FinancingState,
});

const long = pledged(1, { until: '2099-12-31' });
const on = (date: string): Judging => ({ ...judging, at: startOf(date) });
const told = (one: Stake, by: Judging = judging) =>
  risksOf(one, by).risks.map(({ kind, severity, breach }) => [
    kind,
    severity,
    breach.daysLeftMax ?? null,
  ]);

describe('who has nothing at stake', () => {
  it('is told nothing, and never looked at again', () => {
    expect(risksOf(stake([opened(), long], { partyId: otherLender }), judging)).toEqual({
      grounds: [],
      risks: [],
    });
    expect(risksOf(stake([opened(), pledged(1), released(1)]), judging).grounds).toEqual([]);
  });

  it('is a lender again with a facility, a claim, or an asset on its list', () => {
    expect(risksOf(stake([opened()], { facilities: [facility()] }), judging).grounds).toEqual([
      'lender',
    ]);
    expect(risksOf(stake([opened(), claimed(1)]), judging).grounds).toEqual(['claimant']);
    expect(risksOf(stake([opened()], { isListed: true }), judging).grounds).toEqual(['lender']);
  });
});

describe('an appraisal that ends before the loan', () => {
  const until = (validUntil: string) => stake([opened(), long], appraised({ validUntil }));

  it('is foreseen, then told 90, 30 and 7 days before, then when it is over', () => {
    const one = until('2027-06-30');
    expect(told(one)).toEqual([['valuationExpiring', 'info', null]]);
    const days = ['2027-03-31', '2027-04-01', '2027-05-31', '2027-06-23', '2027-06-30'];
    expect(days.map((day) => told(one, on(day))[0]?.[2])).toEqual([null, 90, 30, 7, 7]);
    expect(told(one, on('2027-07-01'))).toEqual([['valuationExpiring', 'critical', 0]]);
  });

  it('says on which day to look again', () => {
    const one = until('2027-06-30');
    expect(risksOf(one, judging).nextOn).toBe('2027-04-01');
    expect(risksOf(one, on('2027-04-01')).nextOn).toBe('2027-05-31');
    expect(risksOf(one, on('2027-06-30')).nextOn).toBe('2027-07-01');
  });

  it('is no matter where the loan ends no later', () => {
    const short = pledged(1, { until: '2027-06-30' });
    const of = (validUntil: string) => stake([opened(), short], appraised({ validUntil }));
    expect(told(of('2027-06-30'))).toEqual([]);
    expect(told(of('2027-06-29'))).toEqual([['valuationExpiring', 'info', null]]);
  });

  it('is measured by the facility where the pledge secures one', () => {
    const more = { ...appraised({ validUntil: '2027-05-31' }), facilities: [facility()] };
    expect(told(stake([opened(), long], more))).toEqual([]);
  });

  it('is over at once where its firm withdrew it', () => {
    const ended = { how: 'withdrawn', at: '2026-11-22T02:00:00.000Z' } as const;
    const [risk] = risksOf(stake([opened(), long], appraised({ ended })), judging).risks;
    expect(risk).toMatchObject({ severity: 'critical', about: { how: 'withdrawn' } });
  });
});

describe('certificate, right and registration', () => {
  it('are told as they run out before the loan', () => {
    const certified = { ...asset, validUntil: '2027-02-01', certificateNo: 'N1' } as AssetState;
    expect(told(stake([opened(), long], { asset: certified }))).toEqual([
      ['certificateExpiring', 'warning', 90],
    ]);
    const ending = opened(entry({ until: '2026-11-29' }));
    expect(told(stake([ending, long]))).toEqual([['rightExpiring', 'warning', 7]]);
    expect(told(stake([opened(), pledged(1, { until: '2026-12-20' })]))).toEqual([
      ['registrationExpiring', 'warning', 30],
    ]);
  });

  it('a registration of a paid-off loan may lapse, one of an unpaid loan is critical', () => {
    const events = [opened(), pledged(1, { until: '2026-12-01' })];
    const later = on('2026-12-02');
    const paid = facility({ drawn: 5n, repaid: 5n });
    const owing = facility({ drawn: 5n, repaid: 4n });
    expect(told(stake(events, { facilities: [paid] }), later)).toEqual([]);
    expect(told(stake(events, { facilities: [owing] }), later)).toEqual([
      ['registrationExpiring', 'critical', 0],
    ]);
  });

  it('bring only reminders to who lends nothing yet', () => {
    const watched = { isListed: true, ...appraised({ validUntil: '2027-06-30' }) };
    expect(told(stake([opened()], watched))).toEqual([]);
    expect(told(stake([opened()], watched), on('2027-04-01'))).toEqual([
      ['valuationExpiring', 'warning', 90],
    ]);
  });
});

describe('the coverage of a pledge', () => {
  it('is breached below the lender’s minimum, counted with all that comes before', () => {
    const at = (value: string) => stake([opened(), long], appraised({ value: cny(value) }));
    expect(told(at('1200000.00'))).toEqual([]);
    expect(told(at('1199999.99'))).toEqual([['coverageBelow', 'warning', null]]);
    const senior = pledged(1, { until: '2099-12-31' }, otherLender);
    const junior = pledged(2, { until: '2099-12-31' });
    const both = stake([opened(), senior, junior], appraised({ value: cny('2399999.99') }));
    expect(told(both)).toEqual([['coverageBelow', 'warning', null]]);
    expect(told({ ...both, partyId: otherLender })).toEqual([]);
  });

  it('of a facility is what the facility says of itself', () => {
    const breach = {
      ...{ financingId: 'f-1', value: cny('1.00'), balance: cny('2.00'), coverage: '0.5000' },
      ...{ coverageMin: '1.2', on: today },
      appraised: [{ assetId, value: cny('1.00'), version: 3 }],
    };
    const one = stake([opened(), long], { facilities: [facility({ isBreached: true, breach })] });
    expect(risksOf(one, judging).risks).toMatchObject([
      {
        kind: 'coverageBelow',
        severity: 'critical',
        breach: { key: 'coverage/f-1' },
        about: { coverage: '0.5000', coverageMin: '1.2' },
        streams: [
          { stream: 'financing-f-1', version: 6 },
          { stream: `valuation-${assetId}`, version: 3 },
        ],
      },
    ]);
  });
});

describe('what the title says', () => {
  it('an objection is told until it is over', () => {
    const raised = fact('PledgeObjectionRaised', {
      ...{ pledgeId: pledgeId(1), objectionId: 'o-1', byPartyId: bank, reason: '登记有误' },
      ...{ notifyBy: '2026-11-30', lapsesAfter: '2026-12-23', on: today },
      ...{ policyVersion: 1, calendarVersion: 1 },
    });
    const one = stake([opened(), long, raised]);
    expect(told(one)).toEqual([['pledgeObjection', 'warning', null]]);
    expect(risksOf(one, judging).nextOn).toBe('2026-12-24');
    expect(told(one, { ...judging, at: endOf('2026-12-23') })).toHaveLength(1);
    expect(told(one, on('2026-12-24'))).toEqual([]);
  });

  it('a freeze is critical, a suspected duplicate is told elsewhere', () => {
    const frozen = stake([opened(), long, barred({ until: '2026-12-31' })]);
    expect(told(frozen)).toEqual([['barRaised', 'critical', null]]);
    expect(told(frozen, on('2027-01-01'))).toEqual([]);
    expect(told(stake([opened(), long, barred({ ground: 'possibleDuplicate' })]))).toEqual([]);
    expect(told(stake([opened(), long, barred({ ground: 'dispute' })]))).toEqual([
      ['barRaised', 'warning', null],
    ]);
  });

  it('an overdue release is told to the pledgee and to the holder', () => {
    const demanded = fact('PledgeReleaseDemanded', {
      ...{ pledgeId: pledgeId(1), byPartyId: bank, reason: '已结清', dueOn: '2026-12-07' },
      ...{ policyVersion: 1, calendarVersion: 1, on: today },
    });
    const events = [opened(), long, demanded];
    expect(told(stake(events), on('2026-12-07'))).toEqual([]);
    expect(told(stake(events), on('2026-12-08'))).toEqual([['releaseOverdue', 'warning', null]]);
    const holder = stake(events, { partyId: bank });
    expect(risksOf(holder, on('2026-12-08'))).toMatchObject({
      grounds: ['holder'],
      risks: [{ kind: 'releaseOverdue', ground: 'holder' }],
    });
    expect(risksOf(holder, judging).nextOn).toBe('2026-12-08');
  });

  it('so is the release after a loan that was closed', () => {
    const closed = facility({ status: 'closed', closedOn: today });
    const one = stake([opened(), long], { facilities: [closed] });
    expect(told(one, on('2026-12-04'))).toEqual([]);
    expect(told(one, on('2026-12-05'))).toEqual([['releaseOverdue', 'warning', null]]);
    const owing = facility({ status: 'closed', closedOn: today, drawn: 5n, repaid: 4n });
    expect(told(stake([opened(), long], { facilities: [owing] }), on('2026-12-05'))).toEqual([]);
  });

  it('an object that is gone is critical, and nothing of it runs out any more', () => {
    const closed = fact('TitleClosed', {
      ...{ mode: 'exOfficio', reason: '撤销', pledgeIds: [pledgeId(1)], on: today },
    });
    const certified = { ...asset, status: 'revoked', validUntil: '2026-12-01' } as AssetState;
    expect(told(stake([opened(), long, closed], { asset: certified }))).toEqual([
      ['objectGone', 'critical', null],
    ]);
  });
});

describe('revenue', () => {
  const periods = revenuePeriods(now, 3);
  const earned = (before: bigint, latest: bigint) =>
    stake([opened(), long], { revenue: { ...periods, before, latest } });

  it('is compared over whole months', () =>
    expect(periods).toEqual({ from: '2026-05-01', middle: '2026-08-01', to: '2026-11-01' }));

  it('is told where it fell by the policy’s part or more', () => {
    expect(told(earned(1_000n, 701n))).toEqual([]);
    expect(told(earned(1_000n, 700n))).toEqual([['revenueFalling', 'warning', null]]);
    expect(told(earned(0n, 0n))).toEqual([]);
    expect(risksOf(earned(1_000n, 900n), judging).nextOn).toBe('2026-12-01');
  });
});
