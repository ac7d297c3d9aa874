import { noStream } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import fc from 'fast-check';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { lineageFold } from './lineage.projection.js';

const assets = ['0a', '0b', '0c', '0d'].map((two) => `00000000-0000-4000-8000-0000000000${two}`);
const sourcesOf = (ids: readonly string[]) => ids.map((assetId) => ({ assetId, version: 3 }));

interface Said {
  readonly assetId: string;
  readonly type: string;
  readonly sources: readonly string[];
}

/** Any life of a few assets, as far as it says what they were made from. */
const lives: fc.Arbitrary<readonly Said[]> = fc.array(
  fc.record({
    assetId: fc.constantFrom(...assets),
    type: fc.constantFrom(
      'ApplicationSubmitted',
      'ApplicationSupplemented',
      'ApplicationAccepted',
      'SourcesProposed',
      'SourcesAdopted',
      'SourcesDropped',
    ),
    sources: fc.array(fc.constantFrom(...assets), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 25 },
);

const recorded = async (life: readonly Said[]): Promise<readonly RecordedEvent[]> => {
  const log = new InMemoryEventLog({ now: () => '2026-11-22T02:00:00.000Z' });
  const heads = new Map<string, Parameters<typeof log.append>[1]>();
  for (const { assetId, type, sources } of life) {
    const stated = { sources: sourcesOf(sources) };
    const data = { assetId, ...stated, description: sources.length === 0 ? {} : stated };
    const stream = `asset-${assetId}`;
    const expected = heads.get(stream) ?? noStream;
    heads.set(stream, (await log.append(stream, expected, [newEvent({ type, data })])).head);
  }
  const { events } = await log.readAll(0, 1_000);
  await log.close();
  return events;
};

/** What each asset was made from: what was said last of it, where that names anything. */
const saidLast = (life: readonly Said[]): ReadonlyMap<string, readonly string[]> => {
  const known = new Map<string, readonly string[]>();
  for (const { assetId, type, sources } of life) {
    if (!['ApplicationSubmitted', 'ApplicationSupplemented', 'SourcesAdopted'].includes(type)) {
      continue;
    }
    known.delete(assetId);
    if (sources.length > 0) known.set(assetId, [...new Set(sources)]);
  }
  return known;
};

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(lineageFold);
});
afterAll(() => check.close());

describe('the table of lineage', () => {
  it('is the fold of the log, what was said last, and what a rebuild makes, however it is cut', () =>
    fc.assert(
      fc.asyncProperty(
        lives,
        fc.array(fc.nat({ max: 8 }), { maxLength: 4 }),
        async (life, runs) => {
          await check.empty();
          const events = await recorded(life);
          await check.apply(events, ...runs);
          const rows = await check.rows();
          expect(rows).toEqual(foldedRows(lineageFold, events));
          const sources = new Map(
            [...rows].map(([id, row]) => [id, (row as { sourceIds: string[] }).sourceIds]),
          );
          expect(sources).toEqual(saidLast(life));
          expect(await check.rebuilt(events)).toEqual(rows);
          // Delivered once more from the beginning, nothing moves.
          await check.apply(events);
          expect(await check.rows()).toEqual(rows);
        },
      ),
      { numRuns: 30 },
    ));

  it('finds descendants by the index of the sources', async () => {
    await check.empty();
    const [root = '', child = '', other = ''] = assets;
    const events = await recorded([
      { assetId: child, type: 'ApplicationSubmitted', sources: [root] },
      { assetId: other, type: 'ApplicationSubmitted', sources: [child, root] },
    ]);
    await check.apply(events);
    const found = await check.source.query<{ asset_id: string }[]>(
      'SELECT asset_id FROM read.lineage WHERE source_ids @> ARRAY[$1]::uuid[] ORDER BY asset_id',
      [root],
    );
    expect(found.map((row) => row.asset_id)).toEqual([child, other]);
    const plan = await check.source.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify(
        await manager.query(
          `EXPLAIN SELECT asset_id FROM read.lineage WHERE source_ids @> ARRAY['${root}']::uuid[]`,
        ),
      );
    });
    expect(plan).toContain('lineage_source');
  });
});
