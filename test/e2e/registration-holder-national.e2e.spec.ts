import { people, SchemeLives } from '../support/scheme-lives.js';
import { idOf } from '../support/title-story.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const grade = {
  label: { grade: 'general', category: 'business', origin: 'enterprise' },
  reason: '年度复评',
};
const ending = { ground: 'requested', reason: '数据已停止更新' };

describe('a registration under the national scheme, of which rights moved', () => {
  const clerk = [people.registrar, 'registrar'] as const;
  const seller = [people.applicant, 'manager'] as const;
  const holder = [people.objector, 'manager'] as const;
  const other = [people.lender, 'manager'] as const;
  const at = (assetId: string, rest: string) => `/v1/assets/${assetId}/${rest}`;

  /** The register moves rights on both sides' application. */
  const moved = async (assetId: string, ...rights: readonly string[]) => {
    await lives.cluster.settled();
    const { body } = await lives.get(at(assetId, 'title'));
    const { entries } = body as { entries: { right: string; holdingId: string }[] };
    for (const { holdingId } of entries.filter(({ right }) => rights.includes(right))) {
      const transferees = [{ partyId: idOf(people.objector) }];
      const contractDigest = 'c'.repeat(64);
      const asked = { holdingId, transferees, contractDigest };
      const { id } = await lives.done(seller, at(assetId, 'transfers'), asked);
      await lives.done(holder, at(assetId, `transfers/${String(id)}/joining`));
      await lives.done(clerk, at(assetId, `transfers/${String(id)}/approval`));
    }
    await lives.cluster.settled();
  };
  const listed = async (path: string, [org]: readonly [string, string], assetId: string) => {
    await lives.cluster.settled();
    const { status, body } = await lives.get(path, org);
    expect([path, status]).toEqual([path, 200]);
    const { items } = body as { items: { assetId: string }[] };
    return items.filter((one) => one.assetId === assetId);
  };
  const cases = (who: readonly [string, string], assetId: string) =>
    listed(`/v1/registration-cases?limit=200&assetId=${assetId}`, who, assetId);

  it('is renewed for any who holds some of it: he finds his request, and is told when it is late', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    await moved(assetId, 'operation');
    const reason = { reason: '仍在使用' };
    await lives.on('2031-02-10').refused(other, at(assetId, 'renewal'), reason, 'asset_not_found');
    const { requestId } = await lives.done(holder, at(assetId, 'renewal'), reason);
    const mine = { tasks: [{ task: 'renewal', requestId }] };
    for (const who of [holder, seller]) expect(await cases(who, assetId)).toMatchObject([mine]);
    expect(await cases(other, assetId)).toEqual([]);
    lives.on('2031-03-03');
    await lives.registry.readModels.runDue('case-overdue');
    const told = async (who: readonly [string, string]) =>
      (await listed(`/v1/alerts?kind=caseOverdue&assetId=${assetId}`, who, assetId)).length;
    expect([await told(holder), await told(seller), await told(other)]).toEqual([1, 1, 0]);
    await lives.done(holder, at(assetId, `requests/${String(requestId)}/withdrawal`));
    expect(await cases(holder, assetId)).toEqual([]);
  });

  it('is its buyer’s to change and to defend, and to grade again, when all was sold', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    await lives.done(seller, at(assetId, 'classification'), grade);
    await moved(assetId, 'operation', 'holding', 'processing');
    const claim = { reasons: '数据由我方采集' };
    await lives.refused(holder, at(assetId, 'objections'), claim, 'objection_to_own');
    await lives.done(other, at(assetId, 'objections'), claim);
    const answer = { accepts: false, statement: '系受让取得', evidenceDigests: ['d'.repeat(64)] };
    const answers = at(assetId, 'objections/1/answer');
    await lives.refused(seller, answers, answer, 'not_the_holder');
    await lives.done(holder, answers, answer);
    const due = `/v1/classification/due?until=2031-01-01&limit=200`;
    expect(await listed(due, holder, assetId)).toHaveLength(1);
    expect(await listed(due, other, assetId)).toEqual([]);
    lives.on('2027-03-01');
    await lives.registry.readModels.runDue('regrading');
    const warned = `/v1/alerts?kind=regradingDue&assetId=${assetId}`;
    expect(await listed(warned, holder, assetId)).toHaveLength(1);
    expect(await listed(warned, seller, assetId)).toEqual([]);
  });

  it('is given up by whoever succeeded its holder', async () => {
    const assetId = await lives
      .on('2026-02-12')
      .registered('national-2026', '2026-02-12', '2026-03-04');
    await moved(assetId, 'operation', 'holding', 'processing');
    const merger = { kind: 'merger', successors: [{ partyId: idOf(people.lender) }] };
    await lives.done(clerk, `/v1/parties/${people.objector}/succession`, merger);
    await lives.done(other, at(assetId, 'cancellation'), ending);
    await lives.cluster.settled();
    expect((await lives.get(`/v1/assets/${assetId}`, people.lender)).body).toMatchObject({
      state: 'cancelled',
    });
  });
});
