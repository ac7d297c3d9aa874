import { partyIdOf } from '@ledger/event-store/ids.js';
import { form, people, SchemeLives } from '../support/scheme-lives.js';
import { pledgeOf } from '../support/title-story.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const manager = [people.applicant, 'manager'] as const;
const clerk = [people.registrar, 'registrar'] as const;
const ownClerk = [people.applicant, 'registrar'] as const;
const objector = [people.objector, 'manager'] as const;
const at = (assetId: string, rest: string) => `/v1/assets/${assetId}/${rest}`;
/** The steps that a refusal of one that is never possible once registered names. */
const possibleNow = async (assetId: string) => {
  const publication = at(assetId, 'publication');
  return (await lives.refused(clerk, publication, undefined, 'asset_step_not_possible'))[
    'possible'
  ];
};

describe('a life under the national scheme, across a Spring Festival', () => {
  let assetId: string;
  let number: unknown;

  it('is filed two working days before the holiday, and silence accepts it', async () => {
    assetId = await lives.on('2026-02-12').filed('national-2026');
    const [filed] = await lives.history(assetId);
    expect(filed?.data).toMatchObject({
      procedure: {
        acceptBy: '2026-02-24',
        ifSilent: { acceptedOn: '2026-02-25', reviewBy: '2026-03-10' },
      },
    });
    expect((await lives.on('2026-02-24').shown(assetId))['state']).toBe('submitted');
    expect((await lives.on('2026-02-25').shown(assetId))['state']).toBe('accepted');
    expect(await lives.history(assetId)).toHaveLength(1);
    while ((await lives.registry.readModels.runDue('asset-due')) > 0);
    expect((await lives.history(assetId)).at(-1)).toMatchObject({
      type: 'ApplicationAccepted',
      data: { by: 'silence', on: '2026-02-25' },
    });
  });

  it('answers an illegal step with those that are possible now', async () => {
    const registering = at(assetId, 'registration');
    expect(await lives.refused(clerk, registering, undefined, 'asset_step_not_possible')).toEqual({
      step: 'registration',
      status: 'accepted',
      possible: [
        ...['publication', 'supplement-request', 'review-extension'],
        ...['rejection', 'withdrawal'],
      ],
    });
    await lives.refused(
      objector,
      at(assetId, 'objections'),
      { reasons: '异议' },
      'asset_not_found',
    );
  });

  it('is publicised for five working days, objected to, and registered after both', async () => {
    await lives.done(clerk, at(assetId, 'publication'));
    const objections = at(assetId, 'objections');
    await lives.refused(manager, objections, { reasons: '自己' }, 'objection_to_own');
    await lives.on('2026-03-03').done(objector, objections, { reasons: '数据由我方采集' });
    const registering = at(assetId, 'registration');
    await lives.refused(clerk, registering, undefined, 'publicity_not_over');
    lives.on('2026-03-04');
    await lives.refused(objector, objections, { reasons: '另一异议' }, 'publicity_over');
    await lives.refused(clerk, registering, undefined, 'objection_open');
    const none = { outcome: 'dismissed', reason: '无' };
    await lives.refused(clerk, `${objections}/2/resolution`, none, 'objection_not_found');
    const wrong = { outcome: 'change', reason: '无' };
    await lives.refused(clerk, `${objections}/1/resolution`, wrong, 'objection_outcome_wrong');
    await lives.done(clerk, `${objections}/1/resolution`, none);
    const again = { outcome: 'rejection', reason: '无' };
    await lives.refused(clerk, `${objections}/1/resolution`, again, 'objection_decided');
    expect(await lives.done(clerk, registering)).toMatchObject({ titleOpen: true });
  });

  it('has a certificate that anybody may look up', async () => {
    number = (await lives.shown(assetId))['certificateNo'];
    expect(number).toBe('SJ4412026030001');
    const { status, body } = await lives.certificate(number);
    expect([status, body]).toMatchObject([
      200,
      { state: 'valid', scheme: 'national-2026', validUntil: '2031-03-03' },
    ]);
    expect(body['entries']).toHaveLength(3);
  });

  it('is changed, but not in where the data comes from; and corrected by two people', async () => {
    const description = { ...form.description, limits: '仅限境内' };
    const change = { description, reason: '限制范围变化' };
    await lives.done(manager, at(assetId, 'change'), change);
    const other = { ...change, description: { ...description, source: 'generated' } };
    await lives.refused(clerk, at(assetId, 'change'), other, 'change_of_source');
    const regraded = { ...change, description: { ...description, grade: 'general' } };
    await lives.refused(clerk, at(assetId, 'change'), regraded, 'label_is_graded');
    await lives.done(clerk, at(assetId, 'change'), change);
    expect((await lives.shown(assetId))['description']).toMatchObject({ limits: '仅限境内' });
    const named = { ...description, englishName: 'Electricity use' };
    const correction = { correctedEvent: 1, description: named, reason: '漏填英文名称' };
    const corrections = at(assetId, 'corrections');
    const wrong = { ...correction, correctedEvent: 2 };
    await lives.refused(clerk, corrections, wrong, 'correction_event_wrong');
    const none = { ...correction, description };
    await lives.refused(clerk, corrections, none, 'correction_not_possible');
    const { id } = await lives.done(clerk, corrections, correction);
    const approval = `${corrections}/${String(id)}/approval`;
    await lives.refused(clerk, approval, undefined, 'four_eyes_required');
    expect((await lives.shown(assetId))['description']).not.toHaveProperty('englishName');
    // Another person of the same organisation: the token's subject follows from its roles.
    const colleague = [people.registrar, 'registrar', 'manager'] as const;
    await lives.done(colleague, approval);
    expect((await lives.shown(assetId))['description']).toMatchObject(named);
    const rejection = `${corrections}/${String(id)}/rejection`;
    await lives.refused(colleague, rejection, { reason: '无误' }, 'correction_decided');
    const unknown = `${corrections}/${assetId}/approval`;
    await lives.refused(colleague, unknown, undefined, 'correction_not_found');
    const ofParty = `/v1/parties/${people.objector}/corrections`;
    const another = { partyClass: 'other', reason: '类别有误' };
    const same = { ...another, partyClass: 'enterprise' };
    await lives.refused(clerk, ofParty, same, 'party_class_unchanged');
    const proposal = await lives.done(clerk, ofParty, another);
    const decision = `${ofParty}/${String(proposal.id)}`;
    await lives.refused(clerk, `${decision}/approval`, undefined, 'four_eyes_required');
    const party = async (written: Record<string, unknown>) => {
      const path = `/v1/parties/${people.objector}?after=${String(written['position'])}`;
      return (await lives.get(path, people.registrar, 'registrar')).body;
    };
    const waiting = { correctionId: String(proposal.id), ...another };
    expect(await party(proposal)).toMatchObject({
      partyClass: 'enterprise',
      particulars: { corrections: [waiting] },
    });
    const listed = async (org: string, role: 'registrar' | 'manager' | 'auditor') =>
      lives.get('/v1/party-corrections?limit=1', org, role);
    for (const reader of ['registrar', 'auditor'] as const) {
      expect((await listed(people.registrar, reader)).body).toEqual({
        items: [
          {
            ...{ partyId: partyIdOf('uscc', people.objector), partyClass: 'enterprise' },
            ...{ name: people.objector, identifier: { kind: 'uscc', value: people.objector } },
            corrections: [waiting],
          },
        ],
      });
    }
    expect((await listed(people.objector, 'manager')).status).toBe(403);
    const rejected = await lives.done(colleague, `${decision}/rejection`, { reason: '原记载无误' });
    expect(await party(rejected)).toMatchObject({ particulars: { corrections: [] } });
    expect((await listed(people.registrar, 'registrar')).body).toEqual({ items: [] });
  });

  it('is suspended with a bar on its title, and restored', async () => {
    const order = { ground: 'seizure', authority: '深圳市中级人民法院' };
    await lives.done(clerk, at(assetId, 'suspension'), order);
    expect((await lives.certificate(number)).body['state']).toBe('suspended');
    const bars = async () =>
      ((await lives.get(at(assetId, 'title'))).body as { bars: { ground: string }[] }).bars;
    expect(await bars()).toMatchObject([{ ground: 'suspendedCertificate' }]);
    await lives.done(clerk, at(assetId, 'restoration'), { reason: '查封已解除' });
    expect((await lives.certificate(number)).body['state']).toBe('valid');
    expect((await lives.history(assetId)).at(-1)?.type).toBe('RegistrationRestored');
  });

  it('is renewed only in its window, and lapses by the clock', async () => {
    const renewal = at(assetId, 'renewal');
    const reason = { reason: '仍在使用' };
    lives.on('2030-09-02');
    expect(await lives.refused(clerk, renewal, reason, 'renewal_not_in_window')).toEqual({
      from: '2030-09-03',
      until: '2031-03-02',
    });
    expect(await possibleNow(assetId)).not.toContain('renewal');
    lives.on('2030-09-03');
    expect(await possibleNow(assetId)).toContain('renewal');
    await lives.done(manager, renewal, reason);
    await lives.done(clerk, renewal, reason);
    expect((await lives.certificate(number)).body['validUntil']).toBe('2036-03-03');
    expect((await lives.on('2036-03-03').certificate(number)).body['state']).toBe('valid');
    const { entries } = (await lives.get(at(assetId, 'title'))).body as {
      entries: { right: string; holdingId: string }[];
    };
    const operation = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
    const lender = [people.lender, 'lender'] as const;
    const pledges = at(assetId, 'pledges');
    await lives.done(lender, pledges, pledgeOf(operation));
    lives.on('2036-03-04');
    expect((await lives.certificate(number)).body['state']).toBe('expired');
    expect((await lives.shown(assetId))['state']).toBe('expired');
    const late = await lives.refused(clerk, renewal, reason, 'asset_step_not_possible');
    expect(late).toMatchObject({ status: 'expired', possible: [] });
    const gone = { status: 'expired', validUntil: '2036-03-03' };
    const refusing = lives.refused(
      lender,
      pledges,
      pledgeOf(operation),
      'pledge_asset_not_in_force',
    );
    expect(await refusing).toEqual(gone);
    const transferees = [{ partyId: partyIdOf('uscc', people.objector) }];
    const sold = { holdingId: operation, transferees, contractDigest: 'c'.repeat(64) };
    const sell = {
      ...sold,
      holdingId: entries.find(({ right }) => right !== 'operation')?.holdingId,
    };
    const moving = await lives.refused(
      manager,
      at(assetId, 'transfers'),
      sell,
      'transfer_asset_not_in_force',
    );
    expect(moving).toEqual(gone);
    const terms = { exclusive: false, from: '2036-03-04', sublicenceDepth: 0 };
    const give = {
      holdingId: operation,
      granteePartyId: partyIdOf('uscc', people.objector),
      terms,
    };
    const giving = lives.refused(
      ...([manager, at(assetId, 'grants'), give, 'grant_asset_not_in_force'] as const),
    );
    expect(await giving).toEqual(gone);
    const status = await lives.get(`${at(assetId, 'pledge-status')}?purpose=x`, ...lender);
    const found = (status.body as { entries: { right: string; newPledgePossible: boolean }[] })
      .entries;
    expect(found.find(({ right }) => right === 'operation')).toMatchObject({
      newPledgePossible: false,
      reasons: expect.arrayContaining([
        expect.objectContaining({ code: 'asset_not_in_force', weight: 'obstacle' }),
      ]) as unknown,
    });
    while ((await lives.registry.readModels.runDue('asset-due')) > 0);
    expect((await lives.history(assetId)).at(-1)?.type).toBe('RegistrationExpired');
  });
});

describe('what is missing under the national scheme', () => {
  it('is told once, and brought in time or never applied for', async () => {
    const assetId = await lives.on('2026-02-12').filed('national-2026');
    const missing = { missing: ['来源合同'] };
    await lives.done(clerk, at(assetId, 'return'), missing);
    await lives.done(manager, at(assetId, 'supplement'), { ...form });
    const more = { missing: ['另一项'] };
    await lives.refused(clerk, at(assetId, 'return'), more, 'application_returned_before');
    const late = await lives.filed('national-2026');
    await lives.done(clerk, at(late, 'return'), missing);
    lives.on('2026-03-05');
    expect((await lives.shown(late))['state']).toBe('withdrawn');
    await lives.refused(manager, at(late, 'supplement'), { ...form }, 'asset_step_not_possible');
  });

  it('may lie in a draft until it is there', async () => {
    const { limits: _, ...description } = form.description;
    const registrarPartyId = partyIdOf('uscc', people.registrar);
    const draft = { registrarPartyId, ...form, description };
    await lives.refused(manager, '/v1/assets', draft, 'application_field_missing');
    const { id } = await lives.done(manager, '/v1/assets?draft=true', draft);
    const assetId = id as string;
    expect((await lives.shown(assetId))['state']).toBe('draft');
    const outside = await lives.get(`/v1/assets/${assetId}`, people.registrar, 'registrar');
    expect(outside.status).toBe(404);
    await lives.refused(manager, at(assetId, 'submission'), undefined, 'application_field_missing');
    await lives.done(manager, at(assetId, 'draft'), { registrarPartyId, ...form });
    await lives.done(manager, at(assetId, 'submission'));
    expect((await lives.shown(assetId))['state']).toBe('submitted');
    await lives.done(manager, at(assetId, 'withdrawal'));
    expect((await lives.shown(assetId))['state']).toBe('withdrawn');
  });
});

describe('a life under the Shenzhen scheme', () => {
  it('knows no renewal, and ends by a cancellation that the title decides', async () => {
    const assetId = await lives.on('2026-02-12').filed('shenzhen');
    expect((await lives.history(assetId))[0]?.data).toMatchObject({
      procedure: { acceptBy: '2026-02-26', isRenewable: false },
    });
    await lives.done(clerk, at(assetId, 'acceptance'));
    await lives.done(clerk, at(assetId, 'publication'));
    lives.on('2026-03-04');
    await lives.refused(clerk, at(assetId, 'registration'), undefined, 'publicity_not_over');
    lives.on('2026-03-05');
    await lives.done(clerk, at(assetId, 'registration'));
    const shown = await lives.shown(assetId);
    expect(shown['certificateNo']).toMatch(/^SZ441202603\d{4}$/);
    expect(shown['validUntil']).toBeUndefined();
    const never = await lives.refused(
      ...([clerk, at(assetId, 'renewal'), { reason: '续期' }, 'asset_step_not_possible'] as const),
    );
    expect(never['possible']).not.toContain('renewal');

    const title = (await lives.get(at(assetId, 'title'))).body as {
      entries: { right: string; holdingId: string }[];
    };
    const { holdingId } = title.entries.find(({ right }) => right === 'operation')!;
    const granteePartyId = partyIdOf('uscc', people.objector);
    const terms = { exclusive: false, from: '2026-03-06', sublicenceDepth: 0 };
    const grant = { holdingId, granteePartyId, terms };
    const { id: grantId } = await lives.done(manager, at(assetId, 'grants'), grant);
    const asked = { ground: 'requested', reason: '数据已停止更新' };
    await lives.done(manager, at(assetId, 'cancellation'), asked);
    expect((await lives.history(assetId)).at(-1)).toMatchObject({
      type: 'CancellationRefused',
      data: { code: 'entry_in_use', obstacles: [grantId] },
    });
    const end = at(assetId, `grants/${String(grantId)}/end`);
    await lives.done(manager, end, { reason: '到期' });
    await lives.done(manager, at(assetId, 'cancellation'), asked);
    expect((await lives.shown(assetId))['state']).toBe('cancelled');
    expect((await lives.certificate(shown['certificateNo'])).body['state']).toBe('cancelled');
  });
});

describe('a life under data-IP, Beijing terms', () => {
  it('is valid no longer than the source agreement, and may be revoked', async () => {
    const circumstances = { sourceAgreementUntil: '2028-06-30' };
    const assetId = await lives.on('2026-02-12').filed('beijing-data-ip', { circumstances });
    await lives.done(clerk, at(assetId, 'acceptance'));
    await lives.done(clerk, at(assetId, 'publication'));
    await lives.on('2026-03-06').done(clerk, at(assetId, 'registration'));
    const { certificateNo, validUntil } = await lives.shown(assetId);
    expect([String(certificateNo).slice(0, 2), validUntil]).toEqual(['BJ', '2028-06-30']);
    const whole = await lives.on('2026-02-12').filed('beijing-data-ip');
    await lives.done(clerk, at(whole, 'acceptance'));
    await lives.done(clerk, at(whole, 'publication'));
    await lives.on('2026-03-06').done(clerk, at(whole, 'registration'));
    expect((await lives.shown(whole))['validUntil']).toBe('2029-03-05');
    const false_ = { ground: 'falseProof', reason: '合同经查系伪造' };
    await lives.done(clerk, at(whole, 'revocation'), false_);
    expect((await lives.shown(whole))['state']).toBe('revoked');
    const over = { circumstances: { sourceAgreementUntil: '2026-03-05' } };
    const late = await lives.on('2026-02-12').filed('beijing-data-ip', over);
    await lives.done(clerk, at(late, 'acceptance'));
    await lives.done(clerk, at(late, 'publication'));
    lives.on('2026-03-06');
    await lives.refused(clerk, at(late, 'registration'), undefined, 'source_agreement_over');
  });

  it('is objected to after registration and cancelled ex officio', async () => {
    const assetId = await lives.on('2026-02-12').filed('beijing-data-ip');
    await lives.done(clerk, at(assetId, 'acceptance'));
    await lives.done(clerk, at(assetId, 'publication'));
    await lives.on('2026-03-06').done(clerk, at(assetId, 'registration'));
    await lives.done(objector, at(assetId, 'objections'), { reasons: '权属争议' });
    const upheld = { outcome: 'cancellation', reason: '权属归异议人' };
    await lives.done(clerk, at(assetId, 'objections/1/resolution'), upheld);
    expect((await lives.shown(assetId))['state']).toBe('cancelled');
  });
});

describe('a life in a holder’s own ledger', () => {
  it('has no clocks and no publicity, and its number is nobody’s to look up', async () => {
    const assetId = await lives.on('2026-02-12').filed('in-house', {}, { grade: 'core' });
    expect((await lives.on('2026-12-31').shown(assetId))['state']).toBe('submitted');
    await lives.done(ownClerk, at(assetId, 'acceptance'));
    await lives.done(ownClerk, at(assetId, 'registration'));
    const { certificateNo, validUntil } = await lives.shown(assetId);
    expect([certificateNo, validUntil]).toEqual([
      expect.stringMatching(/^N[0-9a-f]{8}/),
      undefined,
    ]);
    expect((await lives.certificate(certificateNo)).status).toBe(404);
    await lives.refused(
      objector,
      at(assetId, 'objections'),
      { reasons: '异议' },
      'asset_not_found',
    );
    const law = { ground: 'law', reason: '依法' };
    await lives.done(ownClerk, at(assetId, 'cancellation'), law);
    expect((await lives.shown(assetId))['state']).toBe('cancelled');
  });
});
