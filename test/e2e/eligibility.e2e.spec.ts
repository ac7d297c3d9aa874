import { partyIdOf } from '@ledger/event-store/ids.js';
import { form, people, SchemeLives } from '../support/scheme-lives.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const digest = 'b'.repeat(64);
const registrarPartyId = partyIdOf('uscc', people.registrar);
const partner = partyIdOf('uscc', people.objector);
const applicant = partyIdOf('uscc', people.applicant);
const manager = [people.applicant, 'manager'] as const;

const body = (more: object = {}, description: object = {}) => ({
  registrarPartyId,
  ...form,
  ...more,
  description: { ...form.description, ...description },
});
const withoutOperation = form.rights.filter(({ right }) => right !== 'operation');

describe('who may register what under the national scheme', () => {
  it('is no government organ for its own data', async () => {
    const organ = [people.organ, 'manager'] as const;
    const own = body({}, { source: 'generated' });
    const obstacles = await lives.refused(organ, '/v1/assets', own, 'organ_data_not_registrable');
    expect(obstacles).toMatchObject({
      articles: ['15'],
      partyIds: [partyIdOf('uscc', people.organ)],
    });
    const { status } = await lives.post(organ, '/v1/assets', body());
    expect(status).toBe(201);
  });

  it.each([
    ['core_data_not_registrable', {}, { grade: 'core' }, ['15', '22']],
    ['derived_sources_missing', {}, { source: 'derived' }, ['20', '21']],
    [
      'source_not_registered',
      {},
      { source: 'derived', sources: [{ assetId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' }] },
      ['20', '21'],
    ],
    ['entrusted_processor_not_eligible', { circumstances: { entrusted: {} } }, {}, ['21']],
    [
      'fusion_consent_missing',
      {
        circumstances: {
          jointFusion: {
            participantPartyIds: [applicant, partner],
            contractAllocates: false,
            consents: [],
          },
        },
      },
      {},
      ['21'],
    ],
    [
      'public_platform_registration_required',
      { circumstances: { authorisedOperation: {} } },
      {},
      ['15'],
    ],
    ['operation_right_not_for_automated_data', {}, { source: 'automatedPublic' }, undefined],
    ['registrar_own_data', { registrarPartyId: applicant }, {}, ['10']],
    ['registrar_not_designated', { registrarPartyId: partner }, {}, undefined],
    ['application_field_missing', { registrarPartyId: undefined }, {}, undefined],
    ['application_field_missing', {}, { timeSpan: undefined }, undefined],
    ['application_field_too_long', {}, { name: '长'.repeat(41) }, undefined],
  ])('refuses with %s', async (code, more, description, articles) => {
    const obstacles = await lives.refused(manager, '/v1/assets', body(more, description), code);
    if (articles !== undefined) expect(obstacles['articles']).toEqual(articles);
  });

  it('takes gathered data for holding and processing, and a product that replaces nothing', async () => {
    const gathered = { source: 'automatedPublic' };
    const { status } = await lives.post(
      manager,
      '/v1/assets',
      body({ rights: withoutOperation }, gathered),
    );
    expect(status).toBe(201);
    const notSubstituting = { statement: '仅提供统计指数', digest };
    const product = body({ circumstances: { notSubstituting } }, gathered);
    expect((await lives.post(manager, '/v1/assets', product)).status).toBe(201);
  });

  it('takes derived data that names registered sources, at the version that was read', async () => {
    const clerk = [people.registrar, 'registrar'] as const;
    const source = await lives.on('2026-02-12').filed('national-2026');
    await lives.done(clerk, `/v1/assets/${source}/acceptance`);
    const derived = body({}, { source: 'derived', sources: [{ assetId: source }] });
    await lives.refused(manager, '/v1/assets', derived, 'source_not_registered');
    await lives.done(clerk, `/v1/assets/${source}/publication`);
    await lives.on('2026-03-06').done(clerk, `/v1/assets/${source}/registration`);
    const { id } = await lives.done(manager, '/v1/assets', derived);
    const [filed] = await lives.history(id as string);
    const { description } = filed?.data as { description: { sources: { version: number }[] } };
    expect(description.sources).toEqual([{ assetId: source, version: expect.any(Number) }]);
    expect(description.sources[0]?.version).toBeGreaterThan(3);
  });

  it('tells nobody what others keep in their own ledgers', async () => {
    const own = [people.applicant, 'registrar'] as const;
    const hidden = await lives.filed('in-house');
    await lives.done(own, `/v1/assets/${hidden}/acceptance`);
    await lives.done(own, `/v1/assets/${hidden}/registration`);
    const derived = body({}, { source: 'derived', sources: [{ assetId: hidden }] });
    const other = [people.objector, 'manager'] as const;
    await lives.refused(other, '/v1/assets', derived, 'source_not_registered');
    expect((await lives.post(manager, '/v1/assets', derived)).status).toBe(201);
  });
});

describe('objections to one asset', () => {
  it('are at most ten of one organisation', async () => {
    const clerk = [people.registrar, 'registrar'] as const;
    const objector = [people.objector, 'manager'] as const;
    const assetId = await lives.on('2026-02-12').filed('national-2026');
    await lives.done(clerk, `/v1/assets/${assetId}/acceptance`);
    await lives.done(clerk, `/v1/assets/${assetId}/publication`);
    const path = `/v1/assets/${assetId}/objections`;
    for (let number = 1; number <= 10; number += 1) {
      await lives.done(objector, path, { reasons: `理由之${number}` });
    }
    await lives.refused(objector, path, { reasons: '又一理由' }, 'objections_too_many');
  });
});
