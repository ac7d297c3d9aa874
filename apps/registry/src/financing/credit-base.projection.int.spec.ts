import {
  bank,
  buyer,
  cny,
  entry,
  fact,
  holding,
  now,
  opened,
  operation,
  pledged,
  released,
  today,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { ValuationEvent } from '@ledger/domain/valuation/valuation.events.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { creditBaseFold } from './credit-base.projection.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(creditBaseFold);
});
afterAll(() => check.close());
beforeEach(() => check.empty());

const assetId = opened().data.assetId;

/** As much of a recorded event as the fold reads. */
const recorded = (events: readonly (TitleEvent | ValuationEvent)[]): readonly RecordedEvent[] =>
  events.map((event, index) => ({
    ...event,
    recordedAt: now,
    stream: `${event.type.startsWith('Valuation') ? 'valuation' : 'title'}-${assetId}`,
    position: index + 1,
    version: index + 1,
  })) as never;

const valued = (amount: string): ValuationEvent =>
  ({
    type: 'ValuationRecorded',
    data: {
      assetId,
      valuationId: `v-${amount}`,
      value: cny(amount),
      ...{ rightsValued: ['operation'], baseDate: '2026-11-01' },
      ...{ issuedOn: today, validUntil: '2027-10-31' },
    },
  }) as unknown as ValuationEvent;

describe('the table of what credit lines rest on', () => {
  it('is made anew with each fact of a title or of its worth', async () => {
    const events = recorded([
      opened(),
      valued('2000000.00'),
      pledged(1, { amount: cny('400000.00') }),
      released(1, cny('100000.00')),
      valued('1000000.00'),
    ]);
    const expected = foldedRows(creditBaseFold, events);
    expect([...expected.values()]).toMatchObject([
      {
        holderPartyIds: [bank],
        base: { value: cny('1000000.00'), secured: cny('300000.00'), through: '2027-10-31' },
      },
    ]);
    await check.apply(events, 2, 1);
    expect(await check.rows()).toEqual(stored(expected));
    await check.apply(events);
    expect(await check.rows()).toEqual(stored(expected));
  });

  it('leaves a title with very many pledges to the log', async () => {
    const crowd = Array.from({ length: 51 }, (_, n) => pledged(n + 1, { amount: cny('1.00') }));
    await check.apply(recorded([opened(), ...crowd.slice(1)]));
    expect([...(await check.rows()).values()]).toMatchObject([{ base: { secured: cny('50.00') } }]);
    await check.empty();
    await check.apply(recorded([opened(), ...crowd, released(1)]), 52);
    expect([...(await check.rows()).values()]).toMatchObject([
      { holderPartyIds: [bank], base: null, title: null, valuations: null },
    ]);
  });

  it('has no row for what cannot be pledged, and reads the log for what could not be at first', async () => {
    const held = opened(entry({ holdingId: holding, right: 'holding' }));
    const bought = entry({ holders: [{ partyId: buyer }] });
    const evidence = { source: 'generated', version: 3 } as const;
    const granted = fact('HoldingRecorded', { entry: bought, assetEvidence: evidence });
    await check.apply(recorded([held, valued('5.00')]));
    expect((await check.rows()).size).toBe(0);
    const all = recorded([held, valued('5.00'), granted, pledged(1)]);
    await check.apply(all, 2, 1);
    expect([...(await check.rows()).values()]).toMatchObject([
      { assetId, holderPartyIds: [buyer], base: null, title: null },
    ]);
    expect(operation).toBe(bought.holdingId);
  });
});

/** As a column keeps it: what is absent is not there. */
const stored = (rows: ReadonlyMap<string, object>) =>
  new Map([...rows].map(([key, row]) => [key, JSON.parse(JSON.stringify(row)) as object]));
