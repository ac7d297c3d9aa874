import fc from 'fast-check';
import { addDays } from '../calendar.js';
import { packedTitle, unpackedTitle } from '../title/packed-title.js';
import {
  authorised,
  barred,
  claimed,
  cny,
  entry,
  fact,
  granted,
  holding,
  lapsesAfter,
  licensed,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  released,
  startOf,
  today,
} from '../title/testing/title-samples.js';
import type { TitleEvent } from '../title/title.events.js';
import { evolveTitle, initialTitle } from '../title/title.state.js';
import { noValuations, type RecordedValuation } from '../valuation/valuation.state.js';
import { creditBaseOn, creditOf, holdsOn } from './credit-line.js';

const terms = { haircut: '0.1', ratioMax: '0.5', coverageMin: '1.2' };
const titleOf = (events: readonly TitleEvent[]) => events.reduce(evolveTitle, initialTitle());
const worth = (amount: string, validUntil = '2027-10-31', issuedOn = today) => ({
  ...noValuations,
  valuations: [
    {
      valuationId: 'v-1',
      value: cny(amount),
      rightsValued: ['operation'],
      baseDate: '2026-11-01',
      issuedOn,
      validUntil,
    },
  ] as unknown as readonly RecordedValuation[],
});
const line = (events: readonly TitleEvent[], value = worth('2000000.00'), at = now) =>
  creditOf('a', creditBaseOn(titleOf(events), value, at), true, terms).line;

describe('a line on an asset', () => {
  it('rests on the appraisal that the lender chose, for that lender', () => {
    const [latest] = worth('2000000.00').valuations;
    const lower = {
      ...latest!,
      valuationId: 'v-0',
      value: cny('1000000.00'),
      baseDate: '2026-10-01',
    };
    const valuations = [lower, latest!];
    const choices = [{ lenderPartyId: otherLender, valuationId: 'v-0', at: now }];
    const base = (...lenderPartyIds: string[]) =>
      creditBaseOn(titleOf([opened()]), { ...noValuations, valuations, choices }, now, {
        lenderPartyIds,
      }).valuationId;
    expect([base(otherLender), base('another'), base()]).toEqual(['v-0', 'v-1', 'v-1']);
  });

  it('is value × (1 − haircut) × ratio less what is secured, never below zero', () => {
    expect(line([opened()])).toEqual(cny('900000.00'));
    expect(line([opened(), pledged(1, { amount: cny('400000.00') })])).toEqual(cny('500000.00'));
    expect(line([opened(), pledged(1)])).toEqual(cny('0.00'));
    expect(line([opened(), pledged(1), released(1)])).toEqual(cny('900000.00'));
    expect(line([opened(), claimed(1, { amount: cny('900000.00') })])).toEqual(cny('0.00'));
  });

  it('is nothing under a bar, without an operation entry, or without a certificate', () => {
    expect(line([opened(), barred()])).toEqual(cny('0.00'));
    expect(line([opened(entry({ holdingId: holding, right: 'holding' }))])).toEqual(cny('0.00'));
    const base = creditBaseOn(titleOf([opened()]), worth('2000000.00'), now);
    expect(creditOf('a', base, false, terms)).toMatchObject({
      line: cny('0.00'),
      certified: false,
    });
  });

  it('is nothing without an appraisal that is valid then', () => {
    expect(line([opened()], worth('2.00', '2026-11-22'))).toEqual(cny('0.00'));
    expect(line([opened()], worth('2.00', '2026-11-23'))).toEqual(cny('0.90'));
    expect(line([opened()], worth('2.00', '2027-11-23', '2026-11-24'))).toEqual(cny('0.00'));
  });
});

describe('what a line rests on', () => {
  const through = (events: readonly TitleEvent[], value = worth('2.00')) =>
    creditBaseOn(titleOf(events), value, now).through;

  it('says until when it holds without another fact', () => {
    expect(through([opened()], noValuations)).toBeUndefined();
    expect(through([opened()])).toBe('2027-10-31');
    expect(through([opened(), claimed(1)])).toBe(lapsesAfter);
    expect(through([opened(), barred({ until: '2026-11-30' })])).toBe('2026-11-30');
    expect(through([opened(), barred({ months: 6 })])).toBe(today);
  });

  it('is the same on every day for which it holds as if it were made then', () => {
    const days = fc.integer({ min: 0, max: 500 });
    const facts = fc.subarray<TitleEvent>([
      pledged(1, { until: '2027-01-31', amount: cny('10.00') }),
      claimed(2, { amount: cny('20.00') }),
      barred({ until: '2027-03-31' }),
      barred({ barId: 'bar-2', from: '2027-05-01', until: '2027-06-30', ground: 'dispute' }),
    ]);
    fc.assert(
      fc.property(facts, days, days, (events, from, later) => {
        const title = titleOf([opened(entry({ until: '2027-08-31' })), ...events]);
        const value = worth('100.00');
        const first = creditBaseOn(title, value, startOf(addDays(today, from)));
        const day = addDays(today, from + later);
        const { from: _, through: __, ...then } = creditBaseOn(title, value, startOf(day));
        if (holdsOn(first, day)) expect(first).toMatchObject(then);
      }),
    );
  });
});

describe('a packed title', () => {
  const facts: readonly TitleEvent[] = [
    opened(),
    authorised(),
    licensed(),
    granted('grant-1'),
    pledged(1),
    claimed(2, {}, otherLender),
    barred(),
    released(1, cny('1.00')),
    fact('HoldingEnded', { holdingId: holding, reason: '到期', on: today }),
    fact('BarLifted', { barId: 'bar-1', reason: '解除', on: today }),
  ];

  it('goes on as if it had never been packed', () => {
    const packed = facts.reduce((title, event) => {
      const stored = JSON.parse(JSON.stringify(packedTitle(title))) as never;
      return evolveTitle(unpackedTitle(stored), event);
    }, initialTitle());
    expect(packed).toEqual(titleOf(facts));
    expect(packed.entries.get(operation)).toBeDefined();
  });
});
