import { partyIdOf } from '@ledger/event-store/ids.js';
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

/** Applies for a transfer of the operation right to the objector. */
const transferred = async (assetId: string): Promise<{ readonly path: string }> => {
  await lives.cluster.settled();
  const { entries } = (await lives.get(at(assetId, 'title'))).body as {
    entries: { right: string; holdingId: string }[];
  };
  const holdingId = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
  const transferees = [{ partyId: partyIdOf('uscc', people.objector) }];
  const transfer = { holdingId, transferees, contractDigest: 'c'.repeat(64) };
  const { id } = await lives.done(manager, at(assetId, 'transfers'), transfer);
  return { path: at(assetId, `transfers/${String(id)}`) };
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

  it('has assets and transfers in one order, page by page', async () => {
    const sold = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    const { path } = await transferred(sold);
    await lives.done(objector, `${path}/joining`);
    const early = await lives.on('2026-03-05').filed('national-2026');
    const change = { description: { ...form.description, limits: '仅限境内' }, reason: '变化' };
    await lives.on('2026-03-06').done(manager, at(sold, 'change'), change);

    const mine = (one: Case) => [sold, early].includes(one.assetId);
    const all = (await inHand()).filter(mine);
    expect(all.map(({ tasks }) => tasks[0]?.['task'])).toEqual([
      'acceptance',
      'transfer',
      'change',
    ]);
    const paged: Case[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { body } = await lives.get(
        ...([`/v1/registration-cases?limit=1${cursor}`, ...clerk] as const),
      );
      const page = body as { items: Case[]; next?: string };
      expect(page.items).toHaveLength(1);
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged.filter(mine)).toEqual(all);
    expect(paged).toEqual(await inHand());
    const ofTransfers = await inHand(clerk, `&task=transfer&dueBy=2026-03-18&assetId=${sold}`);
    expect(ofTransfers).toEqual(all.slice(1, 2));
    expect(await inHand(clerk, `&task=transfer&dueBy=2026-03-17&assetId=${sold}`)).toEqual([]);
  });

  it('tells registrar and both sides once of a transfer that is not decided in time', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    const { path } = await transferred(assetId);
    await lives.done(objector, `${path}/joining`);
    const told = async ([org, role]: readonly [string, 'manager' | 'registrar']) => {
      await lives.cluster.settled();
      const url = `/v1/alerts?kind=caseOverdue&assetId=${assetId}`;
      const { body } = await lives.get(url, org, role);
      const { items } = body as { items: { ground: string; about: { value: string }[] }[] };
      return items.map(({ ground, about }) => [ground, ...about.map(({ value }) => value)]);
    };
    const due = () => lives.registry.readModels.runDue('transfer-overdue');
    lives.on('2026-03-18');
    await lives.cluster.settled();
    await due();
    expect(await told(clerk)).toEqual([]);
    lives.on('2026-03-19');
    await due();
    expect(await due()).toBe(0);
    const id = path.split('/').at(-1);
    expect(await told(clerk)).toEqual([['registrar', 'transfer', '2026-03-18', id]]);
    for (const side of [manager, objector])
      expect(await told(side)).toEqual([['applicant', 'transfer', '2026-03-18', id]]);
  });

  it('has no transfer of a registration that is over, and tells nobody of it', async () => {
    const [lapsed, revoked] = [
      await lives.registered('national-2026', '2026-02-12', '2026-03-04'),
      await lives.registered('national-2026', '2026-02-12', '2026-03-04'),
    ];
    for (const assetId of [lapsed, revoked]) {
      const { path } = await transferred(assetId);
      await lives.done(objector, `${path}/joining`);
    }
    const ground = { ground: 'unlawfulSource', reason: '来源违法' };
    await lives.done(clerk, at(revoked, 'revocation'), ground);
    const kept = async () => {
      const cases = await inHand(objector);
      return cases.map(({ assetId }) => assetId).filter((id) => [lapsed, revoked].includes(id));
    };
    expect(await kept()).toEqual([lapsed]);
    lives.on('2031-03-04');
    expect(await kept()).toEqual([]);
    expect(await lives.registry.readModels.runDue('transfer-overdue')).toBe(0);
  });

  it('hands a transfer on to whoever follows the transferee, who joins it', async () => {
    const heir = [people.lender, 'manager'] as const;
    const assetId = await lives
      .on('2026-02-12')
      .registered('national-2026', '2026-02-12', '2026-03-04');
    const { path } = await transferred(assetId);
    const merger = { kind: 'merger', successors: [{ partyId: partyIdOf('uscc', people.lender) }] };
    await lives.done(clerk, `/v1/parties/${people.objector}/succession`, merger);
    const mine = async (who: readonly [string, 'manager']) => {
      const cases = await inHand(who, `&assetId=${assetId}`);
      return cases.map(({ tasks }) => tasks[0]?.['by']);
    };
    expect([await mine(objector), await mine(heir)]).toEqual([[], ['transferee']]);
    await lives.refused(objector, `${path}/joining`, {}, 'party_succeeded');
    await lives.done(heir, `${path}/joining`);
    expect(await mine(heir)).toEqual(['registrar']);
    await lives.done(clerk, `${path}/approval`);
    await lives.cluster.settled();
    const title = await lives.get(at(assetId, 'title'), ...heir);
    const { entries } = title.body as { entries: { holders: { partyId: string }[] }[] };
    expect(entries.map(({ holders }) => holders)).toContainEqual([
      expect.objectContaining({ partyId: partyIdOf('uscc', people.lender) }),
    ]);
  });
});
