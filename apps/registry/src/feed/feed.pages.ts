import { categoryOf } from '@ledger/event-store/event.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FeedItem } from './cloud-event.js';
import { FeedBodies } from './feed-bodies.js';
import { feedProjection } from './feed.projection.js';
import { spanSize } from './feed-span.view.js';
import { audiencesOf, auditors, isLending, type Reading } from './sight/audience.js';
import { type Level, levels } from './sight/ground.js';

/** Entries of one audience that a filtered page looks through, at most; then it ends early. */
const scannedMax = 5_000;

/** Who reads. A feed stays open: in whose place he stands is looked up for every page. */
export type FeedReader = Omit<Reading, 'standing'> & { readonly partyId: string };

/** Which events, beside those that one may not read. */
export interface FeedFilter {
  readonly categories?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly stream?: string | undefined;
}

export interface FeedPage {
  readonly items: readonly FeedItem[];
  /** Everything up to here has been looked at: where to go on, also when nothing was found. */
  readonly through: number;
  /** Whether there may be more by now. */
  readonly isFull: boolean;
  /** Assets of others that are in it only because the reader lends. */
  readonly lentSubjects: readonly string[];
}

interface Row {
  readonly through: string;
  readonly isCut: boolean;
  readonly position: string | null;
  readonly level: Level;
  readonly isLent: boolean;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
}

/**
 * Pages of the feed: one statement each, down the reader's own keys, in one snapshot. What the
 * events say is read from the log, where nothing of it ever changes.
 */
@Injectable()
export class FeedPages {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Standings) private readonly standings: Pick<Standings, 'of'>,
    @Inject(FeedBodies) private readonly bodies: Pick<FeedBodies, 'of'>,
  ) {}

  async page(
    { partyId, ...reading }: FeedReader,
    filter: FeedFilter,
    after: number,
    limit: number,
  ): Promise<FeedPage> {
    const standing = await this.standings.of(partyId);
    const audiences = audiencesOf({ ...reading, standing });
    const isFiltered = filter.categories !== undefined || filter.types !== undefined;
    const isOfAll = audiences.includes(auditors);
    const sql = isOfAll ? ofAuditors : ofAudiences;
    const rows = await this.dataSource.query<Row[]>(
      filter.stream === undefined ? sql.anyStream : sql.oneStream,
      [
        feedProjection.name,
        after,
        audiences,
        audiences.map(isLending),
        filter.categories ?? null,
        filter.types ?? null,
        isFiltered ? Math.max(scannedMax, limit + 1) : limit + 1,
        limit,
        ...(filter.stream === undefined ? [] : [filter.stream]),
      ],
    );
    const found = rows.filter(({ position }) => position !== null);
    const items = await this.bodies.of(found.map(placeOf));
    return pageOf(rows, items, after, limit);
  }
}

const pageOf = (
  rows: readonly Row[],
  items: readonly FeedItem[],
  after: number,
  limit: number,
): FeedPage => {
  const last = items.at(-1);
  const isWhole = items.length < limit || last === undefined;
  const horizon = Math.max(Number(rows[0]?.through ?? after), after);
  return {
    items,
    through: isWhole ? horizon : last.position,
    isFull: !isWhole || (rows[0]?.isCut ?? false),
    lentSubjects: [...new Set(rows.filter(({ isLent }) => isLent).map(({ stream }) => stream))],
  };
};

const placeOf = ({ position, level, stream, version, type }: Row): Omit<FeedItem, 'body'> => ({
  position: Number(position),
  level,
  stream,
  version,
  type,
});

/** Filters, then the first of what is left with what it says; `cut` where a look ended early. */
const seen = `
  horizon AS (
    SELECT least((SELECT position FROM read.checkpoint WHERE name = $1), min(cut.last)) AS position,
      count(*) > 0 AS is_cut
    FROM (
      SELECT max(position) AS last FROM scanned GROUP BY audience HAVING count(*) >= $7::integer
    ) AS cut
  ),
  seen AS (
    SELECT position, max(level) AS level, bool_and(is_lending) AS is_lent FROM scanned
    WHERE level IS NOT NULL AND position <= (SELECT position FROM horizon)
      AND ($5::text[] IS NULL OR category = ANY($5::text[]))
      AND ($6::text[] IS NULL OR type = ANY($6::text[]))
    GROUP BY position ORDER BY position LIMIT $8
  )
  SELECT h.position AS through, h.is_cut AS "isCut", s.position, s.level, s.is_lent AS "isLent",
    e.stream, e.version, e.type
  FROM horizon AS h LEFT JOIN (seen AS s JOIN read.feed_event AS e USING (position)) ON true
  ORDER BY s.position`;

/** The events of one stream; whose they are not, finds the same as where there is none. */
const own = `
  own AS (
    SELECT e.position, e.stream, e.type FROM read.feed_event AS e
    WHERE e.stream = $9 AND e.position > $2::bigint ORDER BY e.position LIMIT $7::integer
  )`;

const audience = 'unnest($3::text[], $4::boolean[]) AS a (audience, is_lending)';

/** Statements for a page of all streams, and for one of a single stream. */
interface Statements {
  readonly anyStream: string;
  readonly oneStream: string;
}

/** Key of the span of a position among those of an audience. */
const keyAt = (position: string): string =>
  `a.audience || '@' || lpad((${position} / ${spanSize})::text, 16, '0')`;

/** What a span holds, event by event. */
const unfolded = `
  SELECT f.span * ${spanSize} + p.place AS position, p.level, p.category, p.type
  FROM unnest(f.places, f.levels, f.categories, f.types) AS p (place, level, category, type)`;

const ofAudiences: Statements = {
  // Spans come in the order of their keys and are unfolded one by one, until there are enough.
  anyStream: `
    WITH scanned AS (
      SELECT a.audience, a.is_lending, e.position, e.level, e.category, e.type
      FROM ${audience} CROSS JOIN LATERAL (
        SELECT own.position, own.level, own.category, own.type
        FROM read.feed_span AS f CROSS JOIN LATERAL (${unfolded}) AS own
        WHERE f.key >= ${keyAt('($2::bigint + 1)')} AND f.key < a.audience || '@~'
          AND own.position > $2::bigint
        ORDER BY f.key, own.position LIMIT $7::integer
      ) AS e
    ), ${seen}`,
  oneStream: `
    WITH ${own}, scanned AS (
      SELECT a.audience, a.is_lending, o.position, e.level, e.category, e.type
      FROM own AS o CROSS JOIN ${audience} LEFT JOIN read.feed_span AS f
        ON f.key = ${keyAt('o.position')}
      LEFT JOIN LATERAL (
        SELECT own.level, own.category, own.type FROM (${unfolded}) AS own
        WHERE own.position = o.position
      ) AS e ON true
    ), ${seen}`,
};

const inFull = `${levels.full} AS level, split_part(e.stream, '-', 1) AS category, e.type`;

/** Every event is an auditor's, in full: his page is a walk down the events themselves. */
const ofAuditors: Statements = {
  anyStream: `
    WITH scanned AS (
      SELECT a.audience, a.is_lending, e.position, ${inFull}
      FROM ${audience} CROSS JOIN LATERAL (
        SELECT e.position, e.stream, e.type FROM read.feed_event AS e
        WHERE e.position > $2::bigint ORDER BY e.position LIMIT $7::integer
      ) AS e
    ), ${seen}`,
  oneStream: `
    WITH ${own}, scanned AS (
      SELECT a.audience, a.is_lending, e.position, ${inFull}
      FROM own AS e CROSS JOIN ${audience}
    ), ${seen}`,
};

/** The subject of a stream, for the record of who looked at it. */
export const subjectsOf = (streams: readonly string[]): readonly string[] => [
  ...new Set(streams.map((stream) => stream.slice(categoryOf(stream).length + 1))),
];
