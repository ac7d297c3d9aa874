import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { statusSetBy } from '@ledger/domain/book/book.status.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { BookView } from './book.view.js';

type Row = Omit<BookView, 'lastPosition'> & { readonly lastPosition?: number };
type Event = RecordedOf<BookEvent>;

/** One row per book. */
export const bookFold: RowFold<BookEvent, BookView> = {
  name: 'book',
  categories: ['book'],
  table: BookView,
  key: 'bookId',
  keysOf: ({ data }) => [data.bookId],
  evolve: (row, event) => {
    if (event.type === 'BookOpened') return opened(event);
    if (row === undefined) throw new Error('A book begins with BookOpened.');
    if (event.type === 'BookLinked') return { ...row, assetId: event.data.assetId };
    return stepped(row, event);
  },
};

const opened = ({ data, position }: Extract<Event, { readonly type: 'BookOpened' }>): Row => ({
  bookId: data.bookId,
  entityPartyId: data.entityPartyId,
  name: data.name,
  lot: data.lot ?? null,
  source: data.source,
  status: 'none',
  steps: [],
  assetId: null,
  openedPosition: position,
});

const stepped = (row: Row, event: Event): Row => {
  const status = statusSetBy(event);
  const steps =
    event.type === 'FactReversed'
      ? row.steps.filter((step) => !step.startsWith(`${event.data.version} `))
      : [...row.steps, ...(status === undefined ? [] : [`${event.version} ${status}`])];
  return { ...row, steps, status: steps.at(-1)?.split(' ')[1] ?? 'none' };
};
