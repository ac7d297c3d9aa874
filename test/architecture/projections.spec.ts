import type { EventBody } from '@ledger/domain/decider.js';
import { exchange } from '@ledger/exchange/exchange.js';
import { openTillFold, type OpenTillView } from '@ledger/read-model/testing/open-till.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { Projection, RowFold } from '@ledger/read-model/projection.js';
import { registry } from '@ledger/registry/registry.js';
import { projectionVersions } from '@ledger/tools/projections/generate-projections.js';
import {
  describedTables,
  rowsDigest,
  sampleEvents,
} from '@ledger/tools/projections/row-digests.js';
import { categoryOf, type RecordedEvent } from '@ledger/event-store/event.js';
import { variantsOf } from '@ledger/tools/projections/sample-variants.js';

const isOf = (categories: readonly string[], stream: string): boolean =>
  categories.includes(categoryOf(stream));

describe.each([registry, exchange])('projections of the $name', (definition) => {
  it('have the versions of their rules; a changed rule: npm run generate', async () => {
    expect(definition.versions).toEqual(await projectionVersions(definition));
  });

  it('leave out no type of event that matters to them', () => {
    const samples = sampleEvents().flatMap(({ event, variants }) => [event, ...variants]);
    const missed = definition.slices
      .flatMap(({ projections = [] }) => projections)
      .filter((each): each is Projection => typeof each === 'object')
      .flatMap(({ name, categories, types = [], concerns }) =>
        types.length === 0
          ? []
          : samples
              .filter(({ stream, type }) => !types.includes(type) && isOf(categories, stream))
              .filter((event) => concerns?.(event) ?? true)
              .map(({ type }) => `${name}: ${type}`),
      );
    expect(missed).toEqual([]);
  });
});

describe('the digest of what a projection writes', () => {
  const event = (type: string, data: object, stream = 'till-a'): RecordedEvent =>
    ({ type, data, stream, version: 1, metadata: {}, recordedAt: '' }) as unknown as RecordedEvent;
  const samples = [
    event('CoinsPut', { coins: 1 }),
    event('CoinsTaken', { coins: 1 }, 'till-b'),
    event('TillLocked', {}),
  ];
  const digestOf = async (fold: RowFold<EventBody, OpenTillView>, events = samples) => {
    const sampled = events.map((event) => ({ event, variants: [] }));
    const projection = rowProjection(fold);
    const tables = await describedTables([projection]);
    return rowsDigest(projection, tables, sampled, (each) => each);
  };
  const fold = openTillFold as unknown as RowFold<EventBody, OpenTillView>;

  it('stays while the rule does, also with events that do not matter', async () => {
    const foreign = event('AssetRegistered', {}, 'asset-a');
    const idle = event('TillCounted', {});
    const keysOf: typeof fold.keysOf = (each) =>
      each.type === 'TillCounted' ? [] : fold.keysOf(each);
    expect(await digestOf(fold)).toBe(await digestOf({ ...fold }, [...samples, foreign]));
    expect(await digestOf(fold)).toBe(await digestOf({ ...fold, keysOf }, [...samples, idle]));
  });

  it('changes with what an event makes of a row that others made', async () => {
    const changed: typeof fold.evolve = (row, each, key) =>
      row !== undefined && each.type === 'TillLocked' ? { ...row } : fold.evolve(row, each, key);
    expect(await digestOf({ ...fold, evolve: changed })).not.toBe(await digestOf(fold));
  });

  it('changes with which rows an event touches', async () => {
    const keysOf: typeof fold.keysOf = ({ stream }) => [`${stream}!`];
    expect(await digestOf({ ...fold, keysOf })).not.toBe(await digestOf(fold));
  });
});

describe('variants of a sample', () => {
  const shape = {
    type: 'object',
    properties: {
      ground: { enum: ['freeze', 'dispute'] },
      until: { type: 'string' },
      lots: { type: 'array', items: { properties: { kind: { enum: ['a', 'b'] } } } },
    },
  };

  it('leave out nothing, and have every word in its turn', () => {
    const full = { ground: 'freeze', until: '2027-01-31', lots: [{ kind: 'a' }] };
    expect(variantsOf({ ground: 'freeze', lots: [] }, shape)).toEqual([
      full,
      { ...full, ground: 'dispute' },
      { ...full, lots: [{ kind: 'b' }] },
    ]);
  });
});
