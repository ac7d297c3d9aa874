import { people, SchemeLives } from '../support/scheme-lives.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const clerk = [people.registrar, 'registrar'] as const;

/** What a lender asks of the operation right, of a day. */
const statusOn = async (assetId: string, day?: string) => {
  const query = day === undefined ? '' : `?validAt=${day}`;
  const { body } = await lives.get(`/v1/assets/${assetId}/pledge-status${query}`);
  const { asset, entries } = body as {
    asset: { state: string; grade?: string };
    entries: { right: string; stands: boolean; reasons: { code: string }[] }[];
  };
  const operation = entries.find(({ right }) => right === 'operation');
  return {
    state: asset.state,
    grade: asset.grade,
    stands: operation?.stands,
    reasons: operation?.reasons.map(({ code }) => code),
  };
};
const titleOn = async (assetId: string, day: string) => {
  const { body } = await lives.get(`/v1/assets/${assetId}/title?validAt=${day}`);
  return body as { closed?: object; entries: object[] };
};

describe('a day on which an asset was registered still, asked about once it is cancelled', () => {
  let assetId: string;
  beforeAll(async () => {
    assetId = await lives.registered('shenzhen', '2026-02-12', '2026-03-06');
    const path = `/v1/assets/${assetId}`;
    await lives.cluster.settled();
    const core = { label: { grade: 'core' }, reason: '新增' };
    await lives.on('2026-03-16').done(clerk, `${path}/classification`, core);
    const ending = { ground: 'law', reason: '数据已销毁' };
    await lives.on('2026-03-18').done(clerk, `${path}/cancellation`, ending);
    await lives.cluster.settled();
    lives.on('2026-03-20');
  });

  it('is answered as it was: neither its closing nor what was found later is told', async () => {
    expect(await statusOn(assetId, '2026-03-15')).toEqual({
      ...{ state: 'registered', grade: undefined, stands: true, reasons: [] },
    });
    expect(await statusOn(assetId, '2026-03-17')).toEqual({
      ...{ state: 'registered', grade: 'core', stands: true, reasons: ['core_data'] },
    });
    const before = await titleOn(assetId, '2026-03-17');
    expect([before.closed, before.entries.length]).toEqual([undefined, 3]);
    const page = await lives.get(`/v1/assets/${assetId}/title-extract?validAt=2026-03-17`);
    expect(JSON.stringify(page.body)).not.toContain('2026-03-18');
  });

  it('and from the day of its closing on as closed', async () => {
    for (const day of ['2026-03-18', undefined]) {
      const { state, stands, reasons } = await statusOn(assetId, day);
      expect([state, stands]).toEqual(['cancelled', false]);
      expect(reasons).toEqual(expect.arrayContaining(['asset_not_in_force', 'title_closed']));
    }
    expect((await titleOn(assetId, '2026-03-18')).closed).toMatchObject({ on: '2026-03-18' });
  });
});

describe('a registration that lapsed and nothing says so yet', () => {
  it('is told as expired to whoever would lend on it', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    await lives.cluster.settled();
    lives.on('2031-03-03');
    expect((await statusOn(assetId)).state).toBe('registered');
    lives.on('2031-03-04');
    expect(await statusOn(assetId)).toMatchObject({
      ...{ state: 'expired', reasons: ['asset_not_in_force', 'certificate_run_out'] },
    });
    expect((await statusOn(assetId, '2031-03-03')).state).toBe('registered');
  });
});
