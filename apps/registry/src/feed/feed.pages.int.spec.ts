import { aloneOf } from '@ledger/domain/party/standing-in.js';
import { dataSource, withClient } from '@ledger/database/connection.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { cloudEventOf } from './cloud-event.js';
import { FeedBodies } from './feed-bodies.js';
import { FeedPages, type FeedFilter, type FeedReader } from './feed.pages.js';
import { feedProjection } from './feed.projection.js';
import { feedViews } from './feed.views.js';
import { RecordedLog } from './testing/recorded.js';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [bank, lender, crowd] = [uuid(1), uuid(2), uuid(3)];
const asBank: FeedReader = { partyId: bank, roles: ['manager', 'registrar'] };
const asCrowd: FeedReader = { partyId: crowd, roles: ['manager'] };
const asAuditor: FeedReader = { partyId: uuid(9), roles: ['auditor'] };
const asLender: FeedReader = { partyId: lender, roles: ['lender'], purpose: '贷后监测' };

const tables = [
  { table: 'feed_event', key: 'position' },
  { table: 'feed_span', key: 'key' },
  { table: 'feed_sight', key: 'key' },
];

/** Two events of the bank far apart among many of somebody else. */
const log = new RecordedLog();
const drafted = (offer: string, sellerPartyId: string, confidential?: string) =>
  log.add(`offer-${offer}`, 'OfferDrafted', {
    offerId: offer,
    sellerPartyId,
    ...(confidential === undefined ? {} : { confidential: { price: confidential } }),
  });
drafted('first', bank, '底价');
for (let n = 0; n < 7_000; n++) drafted(`crowd-${n}`, crowd);
const title = `title-${uuid(7)}`;
const opened = { assetId: uuid(7), registrarPartyId: bank, inHouse: false, entries: [] };
log.add(title, 'TitleOpened', opened);
const pledge = { pledgeId: 'p', pledgeePartyId: uuid(8), terms: { contractDigest: 'ab', x: 1 } };
log.add(title, 'PledgeRegistered', pledge);
drafted('last', bank);
const head = log.events.length;

let database: TestDatabase;
let source: DataSource;
let pages: FeedPages;

const apply = (from: number, to: number): Promise<void> =>
  source.transaction((manager) => feedProjection.apply(log.events.slice(from, to), manager));

beforeAll(async () => {
  database = await createTestDatabase();
  source = await dataSource(database.appUrl, [...feedViews]).initialize();
  const standings = { of: (partyId: string) => Promise.resolve(aloneOf(partyId)) };
  pages = new FeedPages(source, standings, new FeedBodies(log));
  await source.query(`INSERT INTO read.checkpoint (name, position, epoch) VALUES ('feed', $1, 1)`, [
    head,
  ]);
  await apply(0, 3_000);
  // A run that comes again changes nothing.
  await apply(2_000, head);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const positions = async (
  reading: FeedReader,
  filter: FeedFilter = {},
  after = 0,
  limit = 200,
): Promise<readonly [readonly number[], number, boolean]> => {
  const { items, through, isFull } = await pages.page(reading, filter, after, limit);
  return [items.map(({ position }) => position), through, isFull];
};

/** All that a reader gets by going on from page to page. */
const walked = async (reading: FeedReader, filter: FeedFilter, limit: number) => {
  const found: number[] = [];
  let steps = 0;
  for (let after = 0; ; steps++) {
    const page = await pages.page(reading, filter, after, limit);
    found.push(...page.items.map(({ position }) => position));
    if (!page.isFull) return { found, steps, through: page.through };
    expect(page.through).toBeGreaterThan(after);
    after = page.through;
  }
};

describe('a page', () => {
  it('holds what its reader may read, in order, and says up to where it looked', async () => {
    expect(await positions(asBank)).toEqual([[1, 7_002, 7_003, 7_004], head, false]);
    expect(await positions(asBank, {}, 1, 2)).toEqual([[7_002, 7_003], 7_003, true]);
    expect(await positions(asBank, {}, head)).toEqual([[], head, false]);
    expect(await positions({ partyId: uuid(5), roles: ['manager'] })).toEqual([[], head, false]);
  });

  it('never goes past the checkpoint, behind which rows may still be missing', async () => {
    await source.query(`UPDATE read.checkpoint SET position = 7002 WHERE name = 'feed'`);
    expect(await positions(asBank)).toEqual([[1, 7_002], 7_002, false]);
    await source.query(`UPDATE read.checkpoint SET position = $1 WHERE name = 'feed'`, [head]);
  });

  it('is the same events for the auditor, none twice, none left out', async () => {
    const { found } = await walked(asAuditor, {}, 200);
    expect(found).toEqual(log.events.map(({ position }) => position));
    expect(await positions(asAuditor, { stream: title })).toEqual([[7_002, 7_003], head, false]);
    expect(await positions(asAuditor, { stream: title }, 7_002)).toEqual([[7_003], head, false]);
    const { items } = await pages.page(asAuditor, {}, 7_002, 1);
    expect(cloudEventOf(items[0]!)).toMatchObject({ data: pledge, actorperson: 'token-1' });
  });

  it('takes an auditor’s events from the log’s order itself: none is written down for him', async () => {
    const [count] = await source.query<{ rows: number }[]>(
      `SELECT count(*)::integer AS rows FROM read.feed_span WHERE key LIKE 'auditors@%'`,
    );
    expect(count?.rows).toBe(0);
  });

  it.each([1, 3, 200])(
    'of %i leads through a filter that little passes, in few steps',
    async (n) => {
      const ofTitles = await walked(asAuditor, { categories: ['title'] }, n);
      expect(ofTitles).toMatchObject({ found: [7_002, 7_003], through: head });
      const byType = await walked(asAuditor, { types: ['PledgeRegistered', 'BarRaised'] }, n);
      expect(byType).toMatchObject({ found: [7_003], through: head });
      expect(byType.steps).toBeLessThan(5);
    },
  );

  it('of one stream shows it to its readers, and to others what a stream shows that is not', async () => {
    expect(await positions(asBank, { stream: title })).toEqual([[7_002, 7_003], head, false]);
    expect(await positions(asBank, { stream: title }, 7_002, 1)).toEqual([[7_003], 7_003, true]);
    const foreign = await positions(asCrowd, { stream: title });
    expect(foreign).toEqual([[], head, false]);
    expect(await positions(asCrowd, { stream: 'title-nothing' })).toEqual(foreign);
  });

  it('tells which subjects are in it only because the reader lends', async () => {
    const page = await pages.page(asLender, {}, 0, 10);
    expect(page.lentSubjects).toEqual([title]);
    expect((await pages.page(asBank, {}, 0, 10)).lentSubjects).toEqual([]);
  });
});

describe('spans of positions', () => {
  it.each([31, 32, 33, 63, 64, 65, 7_003])(
    'show everything after %i, and nothing else',
    async (n) => {
      const after = log.events.map(({ position }) => position).filter((each) => each > n);
      const { found } = await walked(asCrowd, {}, 97);
      const own = new Set(found);
      expect(await positions(asCrowd, {}, n, 10_000)).toEqual([
        after.filter((each) => own.has(each)),
        head,
        false,
      ]);
      expect(found).toHaveLength(7_000);
    },
  );
});

describe('what a reader gets of an event', () => {
  it('never has its confidential member', async () => {
    const { items } = await pages.page(asBank, {}, 0, 1);
    expect(JSON.stringify(items)).not.toContain('底价');
    expect(items[0]?.body.data).toEqual({ offerId: 'first', sellerPartyId: bank });
  });

  it('is a CloudEvent, in full for its own side', async () => {
    const { items } = await pages.page(asBank, {}, 0, 1);
    expect(cloudEventOf(items[0]!)).toEqual({
      specversion: '1.0',
      id: log.events[0]?.id,
      source: 'urn:data-asset-registry:log',
      type: 'org.data-asset-registry.offer.OfferDrafted.v1',
      subject: 'offer-first',
      time: log.events[0]?.recordedAt,
      datacontenttype: 'application/json',
      dataschema: 'urn:data-asset-registry:event:OfferDrafted:1',
      position: '1',
      version: 1,
      effectiveon: '2026-11-21',
      correlationid: 'correlation-1',
      actorparty: 'who-acts',
      actorrole: 'manager',
      actorperson: 'token-1',
      data: { offerId: 'first', sellerPartyId: bank },
    });
  });

  it('is an outline for a lender: no contract, and not who acted', async () => {
    const { items } = await pages.page(asLender, { types: ['PledgeRegistered'] }, 0, 10);
    const told = cloudEventOf(items[0]!);
    expect(told.data).toEqual({ ...pledge, terms: { x: 1 } });
    expect(Object.keys(told).filter((name) => name.startsWith('actor'))).toEqual([]);
  });
});

describe('the cost of a page', () => {
  it('is one statement', async () => {
    const asked = import.meta.jest.spyOn(source, 'query');
    await pages.page(asLender, { categories: ['title'] }, 0, 50);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  it('is a walk down the reader’s own keys, as far as it needs, whatever else there is', async () => {
    await withClient(database.ownerUrl, (client) => client.query('ANALYZE read.feed_span'));
    const asked = import.meta.jest.spyOn(source, 'query');
    await pages.page(asCrowd, {}, 1_000, 200);
    const [sql, parameters] = asked.mock.calls[0]!;
    asked.mockRestore();
    const [row] = await source.query<{ 'QUERY PLAN': unknown }[]>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      parameters,
    );
    const walks = nodesOf(row?.['QUERY PLAN']).filter((node) => node['Alias'] === 'f');
    expect(walks.map((node) => node['Index Name'])).toEqual(['feed_span_key']);
    const spans = Number(walks[0]?.['Actual Rows']) * Number(walks[0]?.['Actual Loops']);
    // 201 of 6,000 events that he may read.
    expect(spans).toBeLessThan(20);
  });
});

/** All nodes of a plan. */
const nodesOf = (plan: unknown): readonly Record<string, unknown>[] => {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf);
  if (typeof plan !== 'object' || plan === null) return [];
  return [plan as Record<string, unknown>, ...Object.values(plan).flatMap(nodesOf)];
};

describe('making the tables anew', () => {
  it('gives the same rows', async () => {
    const another = await createTestDatabase();
    const there = await dataSource(another.appUrl, [...feedViews]).initialize();
    const replay = feedProjection.replayInto!(there, { schema: 'read', eventsExpected: head });
    for (let from = 0; from < head; from += 1_500) {
      await replay.take(log.events.slice(from, from + 1_500), there);
    }
    await replay.flush(there);
    for (const { table, key } of tables) {
      const digest = `SELECT count(*)::integer AS rows, md5(string_agg(t::text, '|' ORDER BY ${key}))
        FROM read.${table} AS t`;
      const [live, made] = [await source.query(digest), await there.query(digest)];
      expect([table, made]).toEqual([table, live]);
      const [{ rows } = { rows: 0 }] = live as { rows: number }[];
      expect(rows).toBeGreaterThan(table === 'feed_span' ? 200 : 7_000);
    }
    await there.destroy();
    await another.drop();
  });
});
