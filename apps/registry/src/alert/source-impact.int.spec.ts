import { dataSource } from '@ledger/database/connection.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { application, bank } from '@ledger/domain/asset/testing/application.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { ReadModels } from '@ledger/read-model/read-models.js';
import type { DataSource } from 'typeorm';
import { AssetStory } from '../../../../test/support/asset-story.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Alarms } from './alarm.js';
import { SourceImpactProcess } from './source-impact.process.js';

let database: TestDatabase;
let tables: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  tables = await dataSource(database.appUrl, []).initialize();
});
afterAll(async () => {
  await tables.destroy();
  await database.drop();
});

/** The table is as far as the log whenever the process asks. */
const upToDate = { caughtUp: () => Promise.resolve(true) } as unknown as ReadModels;

const registered = async (story: AssetStory): Promise<string> => {
  const assetId = await story.submit();
  await story.accept(assetId);
  await story.register(assetId);
  return assetId;
};

/** Applied for as made from others, and in the table of edges. */
const made = async (story: AssetStory, sources: readonly string[]): Promise<string> => {
  const sourcesRead = sources.map((assetId) => ({ assetId, version: 3, isRegistered: true }));
  const named = sources.map((assetId) => ({ assetId, version: 3 }));
  const description = { ...application().description, source: 'derived', sources: named } as const;
  const assetId = await story.submit({ description, sourcesRead });
  const edges = 'INSERT INTO read.lineage (asset_id, source_ids, last_position) VALUES ($1, $2, 1)';
  await tables.query(edges, [assetId, sources]);
  return assetId;
};

const revoked = async (story: AssetStory, assetId: string): Promise<RecordedEvent> => {
  const data = { assetId, ground: 'falseProof', reason: '证明材料虚假' } as const;
  const actor = { person: 'x', partyId: bank, role: 'registrar' } as const;
  const command = { type: 'RevokeRegistration', data } as const;
  const context = { actor, correlationId: 'x' };
  await story.loop.handler(assetKind)(assetStream(assetId), command, context);
  return (await story.events()).at(-1)!;
};

describe('a source that ends', () => {
  const derived = 450;

  it('is told to all that was made from it, page by page, and again from the start where it was cut off', async () => {
    const story = new AssetStory();
    const root = await registered(story);
    const near: string[] = [];
    for (let nth = 0; nth < derived; nth++) near.push(await made(story, [root]));
    const last = await made(story, [near[0]!, near.at(-1)!]);
    const ending = await revoked(story, root);

    const alarms = new Alarms(story.loop, tables, upToDate, story.clock);
    const process = new SourceImpactProcess(alarms, story.loop, tables);
    const cutOff = AbortSignal.abort();
    await expect(process.react(ending, cutOff)).rejects.toThrow(NotYet);
    const noted = async () =>
      (await story.events()).filter(({ type }) => type === 'SourceImpactNoted');
    const sofar = (await noted()).length;
    expect([sofar > 0, sofar < derived]).toEqual([true, true]);

    const { signal } = new AbortController();
    await process.react(ending, signal);
    expect(await noted()).toHaveLength(derived);
    for (const event of await noted()) await process.react(event, signal);
    expect(await noted()).toHaveLength(derived + 1);
    for (const event of await noted()) await process.react(event, signal);
    const told = (await story.events()).filter(({ type }) => type === 'AlertRaised');
    expect(told.map(({ data }) => data['assetId']).toSorted()).toEqual([...near, last].toSorted());
  });
});
