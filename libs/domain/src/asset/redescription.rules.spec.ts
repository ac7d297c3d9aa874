import type { AssetDescription, AssetEvent } from './asset.events.js';
import { accepted, given, publicised, registered } from './testing/national-case.js';
import * as national from './testing/national.js';

const { rules, filed, describing, command, fact } = national;
const { applicantOn, registrarOn } = national;

const sources = [{ assetId: 'source-1', version: 7 }];
const sourcesRead = [{ assetId: 'source-1', version: 7, isRegistered: true }];
const graded = { category: 'customer', grade: 'sensitive', origin: 'personal' } as const;
const { assetId: _, ...terms } = describing({ ...graded, sources }, { sourcesRead });
const [submitted] = given()
  .when(command('SubmitApplication', terms, applicantOn('2026-02-12')))
  .events() as [AssetEvent];
const { applicantPartyId } = filed();
const alive = [submitted, accepted, publicised, registered] as const;
const raised = fact('AssetReclassified', {
  ...{ applicantPartyId, from: graded, to: { ...graded, grade: 'important' } },
  ...{ reason: '复评', validUntil: '2027-04-01', regradeFrom: '2027-03-02', policyVersion: 1 },
  sources: [],
});
const after = (...events: AssetEvent[]) => given(...alive, ...events);
const { category: _c, grade: _g, origin: _o, sources: _s, ...bare } = terms.description;

const change = (description: AssetDescription) =>
  command('ChangeRegistration', { description, reason: '限制', rules }, registrarOn('2026-04-01'));
const ask = (description: AssetDescription) =>
  command(
    'RequestChange',
    { requestId: 'r-1', description, reason: '限制', rules },
    applicantOn('2026-04-01'),
  );

describe('a description that is changed', () => {
  const said = { ...bare, limits: '仅限境内' };
  const named = [{ assetId: 'source-1', version: 0 }];

  it('keeps the label and the sources, at the version relied on, that it says nothing of', () => {
    const [changed] = after()
      .when(change({ ...said, sources: named }))
      .events();
    expect(changed?.data).toMatchObject({
      description: { ...said, ...graded, sources },
    });
    after(changed!)
      .when(change({ ...said, sources: named }))
      .thenNothing();
  });

  it('says nothing new when it repeats what stands', () =>
    after()
      .when(change({ ...bare, sources: named }))
      .thenNothing());

  it('leaves the grade to grading, whoever asks', () => {
    for (const grade of ['general', 'important', 'core'] as const) {
      const regraded = { ...said, sources: named, grade };
      const refusal = { field: 'description.grade' };
      after().when(change(regraded)).thenRefused('label_is_graded', refusal);
      after().when(ask(regraded)).thenRefused('label_is_graded', refusal);
    }
    after()
      .when(change({ ...said, sources: named, origin: 'public' }))
      .thenRefused('label_is_graded', { field: 'description.origin' });
  });

  it('may repeat the label that stands, which need not be the one that was filed', () => {
    const repeated = { ...said, sources: named, ...graded, grade: 'important' } as const;
    const [changed] = after(raised).when(change(repeated)).events();
    // What was filed stays what was filed; the grading stands beside it.
    expect(changed?.data).toMatchObject({ description: { ...said, ...graded } });
    after(raised)
      .when(change({ ...repeated, grade: 'sensitive' }))
      .thenRefused('label_is_graded', { field: 'description.grade' });
  });

  it('has no other sources, added or left out', () => {
    const other = [...named, { assetId: 'source-2', version: 0 }];
    for (const changedSources of [other, undefined]) {
      const description = { ...said, ...(changedSources && { sources: changedSources }) };
      for (const one of [change(description), ask(description)]) {
        after()
          .when(one)
          .thenRefused('change_of_source', { field: 'description.sources', articles: ['35'] });
      }
    }
  });
});

describe('a registration', () => {
  const reviewed = alive.slice(0, 3);
  const register = (isRegistered: boolean) =>
    command(
      'RegisterAsset',
      { rules, sourcesRead: [{ assetId: 'source-1', version: 9, isRegistered }] },
      registrarOn('2026-03-10'),
    );

  it('is none of data that was found to be core meanwhile', () => {
    const { data } = raised as Extract<AssetEvent, { type: 'AssetReclassified' }>;
    const core = { ...raised, data: { ...data, to: { ...data.to, grade: 'core' } } } as AssetEvent;
    given(...reviewed, core)
      .when(register(true))
      .thenRefused('core_data_not_registrable', { field: 'grade', articles: ['15', '22'] });
    expect(
      given(...reviewed, raised)
        .when(register(true))
        .events(),
    ).toHaveLength(1);
  });

  it('needs its sources registered still, not only when it was filed', () => {
    given(...reviewed)
      .when(register(false))
      .thenRefused('source_not_registered', {
        ...{ field: 'sources', assetIds: ['source-1'], articles: ['20', '21'] },
      });
    expect(
      given(...reviewed)
        .when(register(true))
        .events(),
    ).toHaveLength(1);
  });
});
