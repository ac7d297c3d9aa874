import { form, people, SchemeLives } from '../support/scheme-lives.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const manager = [people.applicant, 'manager'] as const;
const clerk = [people.registrar, 'registrar'] as const;
const objector = [people.objector, 'manager'] as const;
const at = (assetId: string, rest: string) => `/v1/assets/${assetId}/${rest}`;

interface Case {
  readonly assetId: string;
  readonly state: string;
  readonly applicant: { readonly name: string };
  readonly tasks: readonly Record<string, unknown>[];
}

/** The cases that somebody sees, with all that was written before. */
const inHand = async (
  [org, role]: readonly [string, 'manager' | 'registrar' | 'auditor'] = clerk,
  query = '',
): Promise<readonly Case[]> => {
  await lives.cluster.settled();
  const { status, body } = await lives.get(`/v1/registration-cases?limit=200${query}`, org, role);
  expect([status, body]).toMatchObject([200, { items: expect.any(Array) as unknown }]);
  return (body as { items: Case[] }).items;
};
const tasksOf = async (assetId: string) => {
  const found = (await inHand()).find((one) => one.assetId === assetId);
  return found?.tasks.map(({ task, dueBy, overdue }) => [task, dueBy, overdue]);
};

describe('what is in hand', () => {
  it('is told to registrar and applicant, due first, from application to registration', async () => {
    const assetId = await lives.on('2026-02-12').filed('national-2026');
    const later = await lives.on('2026-02-13').filed('national-2026');
    expect((await inHand()).map((one) => one.assetId)).toEqual([assetId, later]);
    expect(await tasksOf(assetId)).toEqual([['acceptance', '2026-02-24', false]]);
    expect((await inHand(manager))[0]).toMatchObject({ assetId, state: 'submitted' });
    expect((await inHand(clerk, '&dueBy=2026-02-24')).map((one) => one.assetId)).toEqual([assetId]);
    expect(await inHand(objector)).toEqual([]);
    expect(await inHand([people.objector, 'auditor'])).toHaveLength(2);
    expect(await inHand(clerk, '&side=applicant')).toEqual([]);

    await lives.done(clerk, at(later, 'return'), { missing: ['来源合同'] });
    expect((await inHand(manager, '&task=supplement'))[0]).toMatchObject({
      assetId: later,
      tasks: [{ task: 'supplement', by: 'applicant', missing: ['来源合同'] }],
    });

    await lives.done(clerk, at(assetId, 'acceptance'));
    expect(await tasksOf(assetId)).toEqual([['review', '2026-03-05', false]]);
    await lives.done(clerk, at(assetId, 'publication'));
    await lives.done(objector, at(assetId, 'objections'), { reasons: '数据由我方采集' });
    lives.on('2026-03-13');
    expect(await tasksOf(assetId)).toEqual([
      ['objection', '2026-03-05', true],
      // While an objection is open, no term of the review runs.
      ['review', undefined, false],
    ]);
    const alerts = async ([org, role]: readonly [string, 'manager' | 'registrar']) => {
      await lives.cluster.settled();
      const { body } = await lives.get('/v1/alerts?kind=caseOverdue', org, role);
      return (
        body as { items: { ground: string; about: { name: string; value: string }[] }[] }
      ).items
        .map(({ ground, about }) => [ground, ...about.map(({ value }) => value)].join(' '))
        .toSorted();
    };
    expect(await lives.registry.readModels.runDue('case-overdue')).toBe(2);
    expect(await lives.registry.readModels.runDue('case-overdue')).toBe(0);
    expect(await alerts(clerk)).toEqual(['registrar objection 2026-03-05 1']);
    expect(await alerts(manager)).toEqual(['applicant objection 2026-03-05 1']);
    const none = { outcome: 'dismissed', reason: '证据不足' };
    await lives.done(clerk, at(assetId, 'objections/1/resolution'), none);
    // The last day of publicity was 26 February: 11 working days went by since.
    expect(await tasksOf(assetId)).toEqual([['review', '2026-03-27', false]]);
    await lives.done(clerk, at(assetId, 'registration'));
    expect(await tasksOf(assetId)).toBeUndefined();
    // What was not brought in time is no case any more, whether or not an event says so.
    expect(await inHand(manager)).toEqual([]);
  });

  it('goes on with what the holder asks for: refused with reasons, taken back, or done', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    const description = { ...form.description, limits: '仅限境内' };
    const change = { description, reason: '限制范围变化' };
    const { requestId } = await lives.done(manager, at(assetId, 'change'), change);
    expect(requestId).toBeDefined();
    const [found] = await inHand(clerk, `&assetId=${assetId}`);
    expect(found?.tasks).toEqual([
      {
        ...{ task: 'change', by: 'registrar', since: '2026-03-04', dueBy: '2026-03-18' },
        ...{ requestId, reason: change.reason, overdue: false },
      },
    ]);
    const refusal = at(assetId, `requests/${String(requestId)}/refusal`);
    await lives.done(clerk, refusal, { reason: '缺少证明' });
    const again = await lives.refused(clerk, refusal, { reason: '另因' }, 'request_not_found');
    expect(again).toEqual({ requestId });
    expect(await tasksOf(assetId)).toBeUndefined();

    const second = await lives.done(manager, at(assetId, 'change'), change);
    const withdrawal = at(assetId, `requests/${String(second['requestId'])}/withdrawal`);
    await lives.done(manager, withdrawal);
    expect((await lives.history(assetId)).map(({ type }) => type).slice(-4)).toEqual([
      'RequestFiled',
      'RequestRefused',
      'RequestFiled',
      'RequestWithdrawn',
    ]);
    await lives.done(manager, at(assetId, 'change'), change);
    await lives.done(clerk, at(assetId, 'change'), change);
    expect(await tasksOf(assetId)).toBeUndefined();
  });

  it('renews on the last day what was asked for in time', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    const reason = { reason: '仍在使用' };
    await lives.on('2031-03-02').done(manager, at(assetId, 'renewal'), reason);
    lives.on('2031-03-03');
    expect((await tasksOf(assetId))?.map(([task]) => task)).toEqual(['renewal']);
    await lives.done(clerk, at(assetId, 'renewal'), reason);
    expect((await lives.shown(assetId))['validUntil']).toBe('2036-03-03');
  });
});
