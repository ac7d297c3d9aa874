import { readFileSync } from 'node:fs';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { storyDay } from '../support/clock.js';

const sample = readFileSync('samples/external-data-inventory.csv');
const right = (kind: string) => ({ right: kind, basis: '外部数据采购合同', from: '2026-01-01' });
const defaults = {
  timeSpan: { from: '2020-01-01' },
  volume: { records: '1000' },
  limits: '无',
  structure: 'structured',
  rights: [
    right('holding'),
    right('processing'),
    { ...right('operation'), proofDigest: 'a'.repeat(64) },
  ],
};

interface Line {
  readonly row: number;
  readonly externalNumber: string;
  readonly outcome: string;
  readonly notes: readonly { field: string; code: string; problem: string; remedy: string }[];
  readonly problems: readonly { field: string; code: string }[];
}

let cluster: TestCluster;
let registry: RunningApp;
let bank: string;
let registrarId: string;

beforeAll(async () => {
  cluster = await createCluster();
  registry = await cluster.startRegistry();
  bank = await cluster.bearer(organisations.bank, 'manager');
  await register(organisations.bank, bank, 'enterprise');
  registrarId = await register(
    organisations.appraiser,
    await cluster.bearer(organisations.appraiser, 'manager'),
    'enterprise',
  );
  await registry.http
    .post('/v1/policies/registrar/versions')
    .set('authorization', await cluster.bearer(organisations.bank, 'admin'))
    .send({
      partyId: registrarId,
      content: { schemes: ['national-2026'], region: '44', digit: '1' },
      from: storyDay,
      reason: '列入名单',
    })
    .expect(201);
});

afterAll(() => cluster.close());

const register = async (uscc: string, token: string, partyClass: string): Promise<string> => {
  const { body } = await registry.http
    .post('/v1/parties')
    .set('authorization', token)
    .send({
      identifier: { kind: 'uscc', value: uscc },
      name: '某机构',
      partyClass,
      checkOverrideReason: '测试',
    })
    .expect(201);
  return body.id;
};

const get = (path: string, token = bank) => registry.http.get(path).set('authorization', token);

const upload = (by: object, more: Readonly<Record<string, string>>, query = '') => {
  const post = registry.http
    .post(`/v1/asset-imports${query}`)
    .set('authorization', bank)
    .field('defaults', JSON.stringify(by));
  for (const [name, value] of Object.entries(more)) void post.field(name, value);
  return post.attach('file', sample, 'inventory.csv');
};

const linesOf = async (location: string): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for (let cursor = ''; ;) {
    const { body } = await get(`${location}/rows?limit=200${cursor}`).expect(200);
    lines.push(...body.items);
    if (body.next === undefined) return lines;
    cursor = `&cursor=${body.next}`;
  }
};

describe('the real inventory under the national scheme', () => {
  const national = () => ({ scheme: 'national-2026', registrarPartyId: registrarId });

  it('needs a registrar', async () => {
    const { body } = await upload(defaults, { scheme: 'national-2026' }).expect(400);
    expect(body.code).toBe('application_field_missing');
  });

  it('is reported row by row without the defaults, and nothing goes in', async () => {
    const { body } = await upload({}, national(), '?dryRun=true').expect(200);
    expect(body.counts).toMatchObject({ accepted: 0, drafted: 0, refused: 281 });
    for (const { problems } of body.rows as Line[]) {
      expect(problems.map(({ field }) => field)).toContain('rights');
    }
  });

  it('goes in with them: whole rows as applications, others as drafts with their fields', async () => {
    const dry = await upload(defaults, national(), '?dryRun=true').expect(200);
    const started = await upload(defaults, national());
    expect([started.status, started.body.code]).toEqual([202, undefined]);
    await cluster.settled();
    const location = started.headers['location'] as string;
    const { body } = await get(location).expect(200);
    expect(body.state).toBe('completed');
    expect(body.counts).toEqual(dry.body.counts);
    const lines = await linesOf(location);
    const drafted = lines.filter(({ outcome }) => outcome === 'drafted');
    expect(body.counts.drafted).toBe(drafted.length);
    const withCode = (code: string, field: string) =>
      lines.filter(({ notes }) => notes.some((note) => note.code === code && note.field === field));
    // As the sample's own description says: 21 rows have no section, 3 summaries are too long.
    expect(withCode('scheme_requires', 'industry')).toHaveLength(21);
    expect(withCode('scheme_limits', 'summary')).toHaveLength(3);
    for (const { outcome } of withCode('scheme_limits', 'summary')) expect(outcome).toBe('drafted');
    for (const { notes } of drafted) {
      const lacking = notes.filter(({ code }) => code.startsWith('scheme_'));
      expect(lacking.length).toBeGreaterThan(0);
      for (const { remedy } of lacking) expect(remedy).toMatch(/附件1|第十五条/u);
    }
    expect(lines.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    const { body: drafts } = await get('/v1/assets?state=draft&facets=true').expect(200);
    expect(drafts.facets.counted).toBe(drafted.length);
  });

  it('gives gathered data holding and processing, no operation right, and names the article', async () => {
    const { body: imports } = await get('/v1/asset-imports').expect(200);
    const lines = await linesOf(`/v1/asset-imports/${imports.items[0].importId}`);
    const gathered = lines.filter(({ notes }) =>
      notes.some(({ code }) => code === 'operation_left_out'),
    );
    expect(gathered).toHaveLength(142);
    for (const { notes } of gathered) {
      const [note] = notes.filter(({ code }) => code === 'operation_left_out');
      expect(note?.remedy).toContain('第二十一条');
    }
    const { body } = await get('/v1/assets?source=automatedPublic&limit=200').expect(200);
    expect(body.items).toHaveLength(142);
    for (const { rights } of body.items as { rights: { right: string }[] }[]) {
      expect(rights.map((each) => each.right)).toEqual(['holding', 'processing']);
    }
  });

  it('adds nothing when it is imported again', async () => {
    const started = await upload(defaults, national()).expect(202);
    await cluster.settled();
    const { body } = await get(started.headers['location'] as string).expect(200);
    expect(body.counts).toMatchObject({ accepted: 0, drafted: 0, alreadyThere: 281, refused: 0 });
  });
});
