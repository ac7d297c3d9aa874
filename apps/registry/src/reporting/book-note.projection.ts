import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { type BookNoteFact, noteOf } from '@ledger/domain/reporting/book-note.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { BookNoteView, TitleBarView } from './book-note.view.js';

type Row = Omit<BookNoteView, 'lastPosition'> & { readonly lastPosition?: number };

/** One row per book. */
export const bookNoteFold: RowFold<BookEvent, BookNoteView> = {
  name: 'book-note',
  categories: ['book'],
  table: BookNoteView,
  key: 'bookId',
  keysOf: ({ data }) => [data.bookId],
  evolve: (row, event) => {
    if (event.type === 'BookOpened') return opened(event);
    if (row === undefined) throw new Error('A book begins with BookOpened.');
    if (event.type === 'BookLinked') return { ...row, assetId: event.data.assetId };
    return told(row, event);
  },
};

const opened = ({
  data: { bookId, entityPartyId, name },
}: RecordedOf<Extract<BookEvent, { type: 'BookOpened' }>>): Row =>
  summed({ bookId, entityPartyId, name, assetId: null }, []);

const told = (row: Row, event: RecordedOf<BookEvent>): Row => {
  // What was recorded by mistake is told of no more.
  if (event.type === 'FactReversed') {
    return summed(
      row,
      row.facts.filter(({ version }) => version !== event.data.version),
    );
  }
  const fact = noteOf(event, event.version);
  return fact === undefined ? row : summed(row, [...row.facts, fact]);
};

type Named = Pick<Row, 'bookId' | 'entityPartyId' | 'name' | 'assetId'>;

/** The row of a book of which these facts are told: everything else in it follows from them. */
const summed = (
  { bookId, entityPartyId, name, assetId }: Named,
  facts: readonly BookNoteFact[],
): Row => {
  const estimates = facts.filter((fact) => fact.kind === 'estimate');
  const statuses = facts.filter((fact) => fact.kind === 'status');
  const [life, status] = [estimates.at(-1), statuses.at(-1)];
  const ended = status !== undefined && status.carriedAs === undefined ? status : undefined;
  const carried = statuses.findLast(({ carriedAs }) => carriedAs !== undefined);
  const changed = estimates.findLast(({ reason }) => reason !== undefined);
  const measured = facts.findLast(({ kind }) => kind !== 'estimate' && kind !== 'status');
  return {
    ...{ bookId, entityPartyId, name, assetId },
    carriedAs: carried?.carriedAs ?? null,
    endedOn: ended?.on ?? null,
    method: life?.estimate.method ?? null,
    months: life?.estimate.months ?? null,
    lifeFrom: life?.estimate.from ?? null,
    lifeOn: life?.on ?? null,
    changedOn: changed?.on ?? null,
    measuredOn: measured?.on ?? null,
    facts,
  };
};

/** One row per bar, lifted ones too. */
export const titleBarFold: RowFold<TitleEvent, TitleBarView> = {
  name: 'title-bar',
  categories: ['title'],
  table: TitleBarView,
  key: 'barId',
  keysOf: ({ type, data }) =>
    type === 'BarRaised' || type === 'BarLifted' || type === 'BarExtended' ? [data.barId] : [],
  evolve: (row, event) => {
    if (event.type === 'BarRaised') {
      const { barId, assetId, ground, authority, from, until = null } = event.data;
      const days = { fromOn: from, untilOn: until, liftedOn: null };
      return { barId, assetId, ground, authority, ...days };
    }
    if (row === undefined) throw new Error('A bar begins with BarRaised.');
    if (event.type === 'BarLifted') return { ...row, liftedOn: event.data.on };
    return event.type === 'BarExtended' ? { ...row, untilOn: event.data.until } : row;
  },
};
