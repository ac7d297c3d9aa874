import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { PartyBarView } from './party-bar.view.js';
import { TitleHolderView } from './title-holder.view.js';

/** One row per entry and holder that it was recorded with: where to look, not what stands. */
export const titleHolderFold: RowFold<TitleEvent, TitleHolderView> = {
  name: 'title-holder',
  categories: ['title'],
  table: TitleHolderView,
  key: 'subject',
  keysOf: (event) => holdersIn(event).map(({ subject }) => subject),
  evolve: (row, event, subject) => holdersIn(event).find((one) => one.subject === subject) ?? row,
};

type HolderRow = Omit<TitleHolderView, 'lastPosition'>;

/** The entries that an event opens. */
export const entriesIn = (event: RecordedOf<TitleEvent>): readonly RightStatement[] => {
  if (event.type === 'TitleOpened') return event.data.entries;
  if (event.type === 'HoldingRecorded') return [event.data.entry];
  if (event.type !== 'RightTransferred') return [];
  const { to, remaining } = event.data;
  return remaining === undefined ? [to] : [to, remaining];
};

const holdersIn = (event: RecordedOf<TitleEvent>): readonly HolderRow[] => {
  const { assetId } = event.data;
  return entriesIn(event).flatMap(({ holdingId, holders }) =>
    holders.map(({ partyId }) => ({
      subject: `${partyId}/${holdingId}`,
      partyId,
      assetId,
      holdingId,
    })),
  );
};

/** One row per standing bar that comes from the insolvency of a party. */
export const partyBarFold: RowFold<TitleEvent, PartyBarView> = {
  name: 'party-bar',
  categories: ['title'],
  table: PartyBarView,
  key: 'barId',
  keysOf: (event) =>
    event.type === 'BarLifted' || (event.type === 'BarRaised' && event.data.source !== undefined)
      ? [event.data.barId]
      : [],
  evolve: (_, event, barId) => {
    if (event.type !== 'BarRaised' || event.data.source === undefined) return undefined;
    const { assetId, source } = event.data;
    return { barId, assetId, partyId: source.partyId, caseId: source.caseId };
  },
};
