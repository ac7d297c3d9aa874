import { streamKinds } from '@ledger/domain/stream-kinds.js';
import { categoryOf, type RecordedEvent } from '@ledger/event-store/event.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { RowTable, type Statements } from '@ledger/read-model/row-table.js';
import type { DataSource } from 'typeorm';
import { FeedEventView } from './feed-event.view.js';
import { FeedSightView } from './feed-sight.view.js';
import { FeedSpanView, spanKey, spanOf, spanSize } from './feed-span.view.js';
import { auditors } from './sight/audience.js';
import type { Level } from './sight/ground.js';
import { sighted, sightKeyOf } from './sight/stream-sight.js';

/** Events whose rows are written together. */
const runMax = 1_000;

interface Tables {
  readonly events: RowTable<FeedEventView>;
  readonly spans: RowTable<FeedSpanView>;
  readonly sights: RowTable<FeedSightView>;
}

/**
 * Sorts every event by who may read it, where it stands in the log: a caller's page is then a walk
 * down his own keys, however long the log and however small his share of it. What an event opens
 * or shuts counts from that event on; nothing is handed out after the fact.
 */
export const feedProjection: Projection = {
  name: 'feed',
  categories: [...new Set(streamKinds.map(({ category }) => category))],
  tables: [FeedEventView, FeedSpanView, FeedSightView],
  apply: (events, manager) => write(tablesOf(manager.connection), events, manager),
  replayInto: (dataSource, { schema }) => {
    const tables = tablesOf(dataSource, schema);
    return {
      take: (events, db) => write(tables, events, db),
      flush: () => Promise.resolve(),
    };
  },
};

const tablesOf = (dataSource: DataSource, schema?: string): Tables => ({
  events: new RowTable(dataSource.getMetadata(FeedEventView), 'position', schema),
  spans: new RowTable(dataSource.getMetadata(FeedSpanView), 'key', schema),
  sights: new RowTable(dataSource.getMetadata(FeedSightView), 'key', schema),
});

const write = async (
  tables: Tables,
  events: readonly RecordedEvent[],
  db: Statements,
): Promise<void> => {
  for (let from = 0; from < events.length; from += runMax) {
    await writeRun(tables, events.slice(from, from + runMax), db);
  }
};

const writeRun = async (
  { events: eventTable, spans: spanTable, sights: sightTable }: Tables,
  events: readonly RecordedEvent[],
  db: Statements,
): Promise<void> => {
  const keys = [...new Set(events.map(({ stream }) => sightKeyOf(stream)))];
  const known = await sightTable.load(db, keys);
  const sights = new Map(known.map((row) => [row.key, row]));
  const changed = new Set<string>();
  const shown: Shown[] = [];
  const places: FeedEventView[] = [];
  for (const event of events) {
    const key = sightKeyOf(event.stream);
    const sight = sights.get(key);
    // Applied before: its rows are there, and the grounds have moved on.
    if (sight !== undefined && sight.lastPosition >= event.position) continue;
    const { grounds, readers } = sighted(sight?.grounds ?? {}, event);
    if (grounds !== sight?.grounds) {
      sights.set(key, { key, grounds, lastPosition: event.position });
      changed.add(key);
    }
    places.push(placeRow(event));
    for (const [audience, level] of readers) {
      // He reads every event: the table of events is his, in the order of the log.
      if (audience !== auditors) shown.push({ audience, level, event });
    }
  }
  await eventTable.upsert(db, places);
  await writeSpans(spanTable, shown, db);
  const moved = [...changed].flatMap((key) => sights.get(key) ?? []);
  await sightTable.upsert(db, moved);
};

const placeRow = ({ position, stream, version, type }: RecordedEvent): FeedEventView => ({
  position,
  stream,
  version,
  type,
  lastPosition: position,
});

/** That an audience reads an event, and how much of it. */
interface Shown {
  readonly audience: string;
  readonly level: Level;
  readonly event: RecordedEvent;
}

/** A span that is being written: its lists grow in place. */
interface OpenSpan extends FeedSpanView {
  readonly places: number[];
  readonly levels: Level[];
  readonly categories: string[];
  readonly types: string[];
}

/** Adds events, in the order of the log, to the spans of those who read them. */
const writeSpans = async (
  table: RowTable<FeedSpanView>,
  shown: readonly Shown[],
  db: Statements,
): Promise<void> => {
  const keyOf = ({ audience, event }: Shown) => spanKey(audience, spanOf(event.position));
  const known = await table.load(db, [...new Set(shown.map(keyOf))]);
  const spans = new Map(known.map((row) => [row.key, row as OpenSpan]));
  const grown = new Set<OpenSpan>();
  for (const each of shown) {
    const { position, stream, type } = each.event;
    const key = keyOf(each);
    const span = spans.get(key) ?? emptySpan(key, spanOf(position));
    spans.set(key, span);
    if (span.lastPosition >= position) continue;
    span.places.push(position % spanSize);
    span.levels.push(each.level);
    span.categories.push(categoryOf(stream));
    span.types.push(type);
    span.lastPosition = position;
    grown.add(span);
  }
  await table.upsert(db, [...grown]);
};

const emptySpan = (key: string, span: number): OpenSpan => ({
  key,
  span,
  places: [],
  levels: [],
  categories: [],
  types: [],
  lastPosition: 0,
});
