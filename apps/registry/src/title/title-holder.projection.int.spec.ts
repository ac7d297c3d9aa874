import {
  bank,
  barred,
  buyer,
  entry,
  fact,
  opened,
  operation,
  today,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { partyBarFold, titleHolderFold } from './title-holder.projection.js';

let holders: ProjectionCheck;
let bars: ProjectionCheck;
beforeAll(async () => {
  holders = await projectionCheck(titleHolderFold);
  bars = await projectionCheck(partyBarFold);
});
afterAll(async () => {
  await holders.close();
  await bars.close();
});

/** As much of a recorded event as the folds read. */
const recorded = (events: readonly TitleEvent[]): readonly RecordedEvent[] =>
  events.map((event, index) => ({
    ...event,
    stream: `title-${event.data.assetId}`,
    position: index + 1,
    version: index + 1,
  })) as never;

const to = 'f1000000-0000-7000-8000-000000000001';
const source = { partyId: bank, caseId: 'case-1' };

describe('the tables by which a process finds the entries and bars of an organisation', () => {
  it('name every holder that an entry was recorded with, by whatever opened it', async () => {
    const events = recorded([
      opened(entry({ holders: [{ partyId: bank }, { partyId: buyer }] })),
      fact('RightTransferred', {
        transferId: 'transfer-1',
        fromHoldingId: operation,
        part: 'whole',
        transferorPartyIds: [bank, buyer],
        transfereePartyIds: [buyer],
        to: entry({ holdingId: to, holders: [{ partyId: buyer }], from: today }),
        contractDigest: 'ab'.repeat(32),
        consentIds: [],
        dischargedPledgeIds: [],
        endedOfferIds: [],
        endedAuthorisationIds: [],
        transfereeEvidence: [],
        on: today,
      }),
    ]);
    const expected = foldedRows(titleHolderFold, events);
    expect([...expected.keys()].sort()).toEqual(
      [`${bank}/${operation}`, `${buyer}/${operation}`, `${buyer}/${to}`].sort(),
    );
    await holders.apply(events, 1, 1);
    expect(await holders.rows()).toEqual(expected);
    await holders.apply(events);
    expect(await holders.rows()).toEqual(expected);
  });

  it('hold the bars that come from an organisation until they are lifted', async () => {
    const events = recorded([
      opened(),
      barred({ barId: 'bar-1', ground: 'insolvency', source }),
      barred({ barId: 'bar-2', ground: 'insolvency', source }),
      barred({ barId: 'bar-3' }),
      fact('BarLifted', { barId: 'bar-1', reason: '终结', on: today }),
    ]);
    const expected = foldedRows(partyBarFold, events);
    expect([...expected.values()]).toMatchObject([{ barId: 'bar-2', partyId: bank }]);
    await bars.apply(events, 2, 1);
    expect(await bars.rows()).toEqual(expected);
    await bars.apply(events);
    expect(await bars.rows()).toEqual(expected);
  });
});
