import type { WatchEvent } from '@ledger/domain/alert/alert.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { WatchView } from './watch.view.js';

type Row = Omit<WatchView, 'lastPosition'>;
type Event = RecordedOf<WatchEvent>;
type OfWatch = Extract<
  Event,
  { readonly type: 'AssetWatched' | 'AssetUnwatched' | 'WatchScheduled' }
>;

/** One row per party and asset that it watches or has something at stake in. */
export const watchFold: RowFold<WatchEvent, WatchView> = {
  name: 'watch',
  categories: ['watch'],
  table: WatchView,
  key: 'watchId',
  keysOf: (event) => (isOfWatch(event) ? [event.data.watchId] : []),
  evolve: (row, event) => (isOfWatch(event) ? changed(row ?? begun(event), event) : row),
};

const isOfWatch = (event: Event): event is OfWatch =>
  event.type === 'AssetWatched' ||
  event.type === 'AssetUnwatched' ||
  event.type === 'WatchScheduled';

const begun = ({ data, recordedAt, position, version }: OfWatch): Row => ({
  watchId: data.watchId,
  partyId: data.partyId,
  assetId: data.assetId,
  listed: false,
  note: null,
  grounds: [],
  nextOn: null,
  isActive: false,
  since: recordedAt,
  begunPosition: position,
  version,
});

const changed = (row: Row, event: OfWatch): Row => {
  const next = { ...row, ...changes(event), version: event.version };
  return { ...next, isActive: next.listed || next.grounds.length > 0 };
};

const changes = ({ type, data }: OfWatch): Partial<Row> => {
  switch (type) {
    case 'AssetWatched':
      return { listed: true, note: data.note ?? null };
    case 'AssetUnwatched':
      return { listed: false, note: null };
    case 'WatchScheduled':
      return { grounds: data.grounds, nextOn: data.nextOn ?? null };
  }
};
