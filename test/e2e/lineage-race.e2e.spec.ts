import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { application } from '../support/asset-api.js';

const { bank } = organisations;

let cluster: TestCluster;
/** Two services on one log: each runs the check, and either may take a change. */
let registries: readonly RunningApp[];
beforeAll(async () => {
  cluster = await createCluster({ clock: { now: () => '2026-11-20T02:00:00.000Z' } });
  registries = [await cluster.startRegistry(), await cluster.startRegistry()];
  const identifier = { kind: 'uscc', value: bank };
  await done('manager', '/v1/parties', { identifier, name: bank, partyClass: 'enterprise' });
});
afterAll(() => cluster.close());

const post = async (role: 'manager' | 'registrar', path: string, body: object, nth = 0) => {
  const authorization = await cluster.bearer(bank, role);
  return registries[nth % 2]!.http.post(path).set({ authorization }).send(body);
};
const done = async (role: 'manager' | 'registrar', path: string, body: object = {}) => {
  const answer = await post(role, path, body);
  expect([path, answer.status < 300, answer.body.code]).toEqual([path, true, undefined]);
  return answer.body as { id: string };
};

const asset = async (name: string): Promise<string> => {
  const { id } = await done('manager', '/v1/assets', application({}, { name }));
  await done('registrar', `/v1/assets/${id}/acceptance`);
  await done('registrar', `/v1/assets/${id}/registration`);
  return id;
};

/** An asset, and what it shall be made from. */
type Change = readonly [asset: string, sources: readonly string[]];

/** Changes of sources asked for at once, of both services; how many were adopted and how refused. */
const race = async (changes: readonly Change[]) => {
  const asked = changes.map(([assetId, sources], nth) => {
    const named = sources.map((source) => ({ assetId: source }));
    const body = { sources: named, reason: '新版模型' };
    return post('manager', `/v1/assets/${assetId}/sources`, body, nth);
  });
  const answers = await Promise.all(asked);
  await cluster.settled();
  return {
    adopted: answers.filter(({ body }) => body.adopted === true).length,
    codes: new Set(answers.filter(({ status }) => status >= 400).map(({ body }) => body.code)),
  };
};

/** What each is made from in the end: the last that was adopted, and nothing left undecided. */
const madeFrom = async (assetIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> => {
  const log = cluster.openLog();
  const found = new Map<string, string[]>();
  for (const assetId of assetIds) {
    const events = await log.read(`asset-${assetId}`);
    const count = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
    expect(count('SourcesProposed')).toBe(count('SourcesAdopted', 'SourcesDropped'));
    const adopted = events.findLast(({ type }) => type === 'SourcesAdopted');
    const { sources = [] } = (adopted?.data ?? {}) as { sources?: { assetId: string }[] };
    found.set(
      assetId,
      sources.map((source) => source.assetId),
    );
  }
  await log.close();
  return found;
};

const isAcyclic = (graph: ReadonlyMap<string, readonly string[]>): boolean => {
  const rest = new Map(graph);
  for (let found = true; found;) {
    const free = [...rest].filter(([, sources]) => sources.every((source) => !rest.has(source)));
    for (const [assetId] of free) rest.delete(assetId);
    found = free.length > 0;
  }
  return rest.size === 0;
};

describe('changes of sources that would close a cycle together', () => {
  it.each([2, 3, 5])('never do, asked for at once by %i assets of two services', async (count) => {
    for (let round = 0; round < 5; round++) {
      const ids: string[] = [];
      for (let nth = 0; nth < count; nth++) ids.push(await asset(`环${count}-${round}-${nth}`));
      const changes = ids.map((id, nth): Change => [id, [ids[(nth + 1) % count]!]]);
      const { adopted, codes } = await race(round % 2 === 0 ? changes : changes.toReversed());
      expect(adopted).toBeLessThan(count);
      expect(codes).toEqual(new Set(['lineage_cycle']));
      expect(isAcyclic(await madeFrom(ids))).toBe(true);
    }
  });

  it('never do where part of the way stood before, at any depth', async () => {
    for (let round = 0; round < 3; round++) {
      const ids: string[] = [];
      for (let nth = 0; nth < 6; nth++) ids.push(await asset(`链${round}-${nth}`));
      const [a, b, c, d, e, f] = ids as [string, string, string, string, string, string];
      // a from b from c, and d from e from f: each half alone is no cycle.
      for (const [made, source] of [
        [a, b],
        [b, c],
        [d, e],
        [e, f],
      ] as const) {
        expect((await race([[made, [source]]])).adopted).toBe(1);
      }
      const { codes } = await race([
        [c, [d]],
        [f, [a]],
        [c, [d, e]],
        [b, [c, f]],
      ]);
      const known = ['lineage_cycle', 'lineage_change_pending'];
      expect([...codes].filter((code) => !known.includes(String(code)))).toEqual([]);
      expect(isAcyclic(await madeFrom(ids))).toBe(true);
    }
  });
});
