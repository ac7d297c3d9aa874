import {
  fact,
  opened,
  operation,
  pledged,
  pledgeId,
  released,
} from '../title/testing/title-samples.js';
import { titleDecider } from '../title/title.decider.js';
import type { TitleEvent } from '../title/title.events.js';
import type { Title } from '../title/title.js';
import { securedSpans, securing } from './collateral.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const titleOf = (...events: readonly TitleEvent[]): Title =>
  events.reduce(titleDecider.evolve, titleDecider.initialState());
const { assetId } = titleOf(opened());
const perfected = [
  { assetId, holdingId: operation, pledgeId: pledgeId(1), secured: cny('1000.00') },
];
const appraised = [{ assetId, valuationId: 'v-1', value: cny('2000.00'), version: 4 }];
const covering = (title: Title, date: string) =>
  securing(appraised, perfected, new Map([[assetId, title]]), date);
const nothing = [{ assetId, value: cny('0.00'), version: 4, unsecured: true }];
const standing = titleOf(opened(), pledged(1, { until: '2027-01-31' }));

describe('what covers a facility', () => {
  it('is the appraisal of an asset while its pledge stands, to the end of its last day', () => {
    expect(covering(standing, '2026-11-23')).toEqual(appraised);
    expect(covering(standing, '2027-01-31')).toEqual(appraised);
    expect(covering(standing, '2027-02-01')).toEqual(nothing);
    expect(covering(standing, '2026-11-22')).toEqual(nothing);
  });

  it('is nothing of an asset whose pledge was released, or that is no more', () => {
    const over = titleOf(opened(), pledged(1, { until: '2027-01-31' }), released());
    expect(covering(over, '2026-11-23')).toEqual(nothing);
    const closing = { mode: 'exOfficio', reason: '依法', pledgeIds: [pledgeId(1)] } as const;
    const gone = fact('TitleClosed', { ...closing, on: '2026-12-01' });
    const closed = titleDecider.evolve(standing, gone);
    expect(covering(closed, '2026-11-30')).toEqual(appraised);
    expect(covering(closed, '2026-12-01')).toEqual(nothing);
  });

  it('is nothing of an asset on which only others have pledges', () => {
    const others = [{ ...perfected[0]!, pledgeId: pledgeId(2) }];
    expect(securedSpans(others, assetId, standing)).toEqual([]);
    expect(securedSpans(perfected, 'another', standing)).toEqual([]);
    expect(securedSpans(perfected, assetId, undefined)).toEqual([]);
  });
});
