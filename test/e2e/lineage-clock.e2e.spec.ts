import { form, people, SchemeLives } from '../support/scheme-lives.js';
import { partyIdOf } from '@ledger/event-store/ids.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const manager = [people.applicant, 'manager'] as const;
const clerk = [people.registrar, 'registrar'] as const;
const ownClerk = [people.applicant, 'registrar'] as const;

/** An asset of another organisation, registered under the national scheme on 2026-03-04. */
const registeredOfAnother = async (): Promise<string> => {
  const registrarPartyId = partyIdOf('uscc', people.registrar);
  const whole = { scheme: 'national-2026', registrarPartyId, ...form };
  lives.on('2026-02-12');
  const { id } = await lives.done([people.objector, 'manager'], '/v1/assets', whole);
  const at = `/v1/assets/${String(id)}`;
  await lives.done(clerk, `${at}/acceptance`);
  await lives.on('2026-02-24').done(clerk, `${at}/publication`);
  await lives.on('2026-03-04').done(clerk, `${at}/registration`);
  return String(id);
};

/** An asset of the bank's own ledger, made from others. */
const derivedFrom = async (...sources: readonly string[]): Promise<string> => {
  const from = { source: 'derived', sources: sources.map((assetId) => ({ assetId })) };
  const id = await lives.filed('in-house', {}, sources.length > 0 ? from : {});
  for (const step of ['acceptance', 'registration']) {
    await lives.done(ownClerk, `/v1/assets/${id}/${step}`);
  }
  return id;
};

describe('a source whose registration lapses by the clock', () => {
  let [source, own, derived, below, other] = ['', '', '', '', ''];
  const lineage = async (assetId: string, depth = 5) => {
    await lives.cluster.settled();
    const answer = await lives.get(`/v1/assets/${assetId}/lineage?depth=${depth}`);
    return answer.body as Record<string, { assetId: string; hidden: boolean; ended: boolean }[]>;
  };
  beforeAll(async () => {
    own = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    source = await registeredOfAnother();
    derived = await derivedFrom(source);
    below = await derivedFrom(derived);
    other = await derivedFrom();
  });

  it('carries what was made from it to its last day, and is told as ended on the day after', async () => {
    lives.on('2031-03-03');
    expect((await lineage(derived))['ancestors']).toMatchObject([
      { assetId: source, hidden: true, ended: false },
    ]);
    lives.on('2031-03-04');
    expect((await lineage(derived))['ancestors']).toMatchObject([
      { assetId: source, hidden: true, ended: true },
    ]);
    const { ancestors } = await lineage(below);
    expect(ancestors?.map(({ assetId, ended }) => [assetId, ended])).toEqual([
      [derived, false],
      [source, true],
    ]);
    const picture = await lives.get(`/v1/assets/${derived}/lineage.svg`);
    expect(String(picture.text ?? (picture.body as Buffer).toString('utf8'))).toContain(
      '登记已失效或中止',
    );
  });

  it('is built on by nobody any more, though no event says so', async () => {
    const path = `/v1/assets/${other}/sources`;
    const change = { sources: [{ assetId: own }], reason: '新增来源' };
    lives.on('2031-03-04');
    expect(await lives.refused(manager, path, change, 'lineage_source_not_registered')).toEqual({
      assetIds: [own],
    });
    lives.on('2031-03-03');
    expect((await lives.done(manager, path, change))['adopted']).toBe(true);
  });

  it('warns everything made from it once that is written down', async () => {
    lives.on('2031-03-04');
    while ((await lives.registry.readModels.runDue('asset-due')) > 0);
    await lives.cluster.settled();
    const alerts = await lives.get('/v1/alerts?kind=sourceEnded');
    const { items } = alerts.body as { items: { assetId: string }[] };
    expect(new Set(items.map(({ assetId }) => assetId))).toEqual(new Set([derived, below, other]));
  });
});
