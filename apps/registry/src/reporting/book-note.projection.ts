import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { type BookNoteFact, mattersOf } from '@ledger/domain/reporting/book-note.js';
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
  const { position, version } = event;
  if (event.type === 'FactReversed') {
    const taken = event.data.version;
    return summed(
      row,
      row.facts.map((fact) => (fact.version === taken ? { ...fact, takenBackAt: position } : fact)),
    );
  }
  const { on } = event.data as { readonly on: string };
  const facts = mattersOf(event).map((matter): BookNoteFact => ({
    version,
    position,
    on,
    ...matter,
  }));
  return facts.length === 0 ? row : summed(row, [...row.facts, ...facts]);
};

type Named = Pick<Row, 'bookId' | 'entityPartyId' | 'name' | 'assetId'>;

/** The row of a book of which these facts are told: everything else in it follows from them. */
const summed = (
  { bookId, entityPartyId, name, assetId }: Named,
  facts: readonly BookNoteFact[],
): Row => {
  // What was recorded by mistake is told of no more, but to who knows less.
  const standing = facts.filter(({ takenBackAt }) => takenBackAt === undefined);
  const estimates = standing.filter((fact) => fact.kind === 'estimate');
  const statuses = standing.filter((fact) => fact.kind === 'status');
  const [life, status] = [estimates.at(-1), statuses.at(-1)];
  const ended = status !== undefined && status.carriedAs === undefined ? status : undefined;
  const carried = statuses.findLast(({ carriedAs }) => carriedAs !== undefined);
  return {
    ...{ bookId, entityPartyId, name, assetId },
    carriedAs: carried?.carriedAs ?? null,
    endedOn: ended?.on ?? null,
    method: life?.estimate.method ?? null,
    months: life?.estimate.months ?? null,
    lifeFrom: life?.estimate.from ?? null,
    lifeOn: life?.on ?? null,
    changedOn: lastDay(facts, (fact) => fact.kind === 'estimate' && fact.reason !== undefined),
    measuredOn: lastDay(facts, ({ kind }) => kind !== 'estimate' && kind !== 'status'),
    toldOn: lastDay(facts, () => true),
    facts,
  };
};

const lastDay = (
  facts: readonly BookNoteFact[],
  counts: (fact: BookNoteFact) => boolean,
): string | null =>
  facts.reduce<string | null>(
    (last, fact) => (counts(fact) && fact.on > (last ?? '') ? fact.on : last),
    null,
  );

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
