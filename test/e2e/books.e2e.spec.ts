import type { Clock } from '@ledger/event-store/clock.js';
import { organisations } from '../support/apps.js';
import { AccountingStory, cny, entityPartyId } from '../support/accounting-story.js';
import { application, by } from '../support/asset-api.js';

import.meta.jest.setTimeout(300_000);

const { buyer } = organisations;
const stranger = by('accountant', buyer);
const auditor = by('auditor', buyer);
const manager = by('manager');
const clock: Clock = { now: () => '2026-11-20T02:00:00.000Z' };
const digest = 'a'.repeat(64);

let story: AccountingStory;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
});
afterAll(() => story.close());

const inputs = {
  purpose: 'ownUse',
  identifiable: true,
  controlled: true,
  benefitsProbable: true,
  costReliable: true,
};
const recognition = (more: object = {}) => ({
  on: '2026-02-10',
  basis: '自用',
  inputs: { ...inputs, ...more },
});
const purchase = (more: object = {}) => ({
  on: '2026-02-10',
  mode: 'purchase',
  price: cny('3600.00'),
  ...more,
});
const life = (more: object = {}) => ({
  on: '2026-02-10',
  method: 'straightLine',
  months: 36,
  use: 'administration',
  factors: [{ factor: '更新频率和时效性', finding: '按月更新' }],
  ...more,
});
const impairment = (more: object = {}) => ({
  on: '2026-04-30',
  presentValue: cny('1650.00'),
  ...more,
});
const sale = (more: object = {}) => ({
  on: '2026-06-10',
  price: cny('5000.00'),
  controlTransferred: true,
  ...more,
});
const conditions = (metOn: string, count = 5) => ({
  conditions: [
    'technicallyFeasible',
    'intentionToComplete',
    'benefitsShown',
    'resourcesAvailable',
    'costMeasurable',
  ]
    .slice(0, count)
    .map((condition) => ({ condition, metOn, explanation: '立项书', evidenceDigest: digest })),
});

const opened = async (source: string, ...facts: readonly (readonly [string, object])[]) => {
  const { id } = await story.does(201, '/v1/books', { name: '企业征信数据集', source });
  for (const [fact, body] of facts) await story.does(200, `/v1/books/${id}/${fact}`, body);
  return id;
};
const asset = () =>
  opened(
    'purchased',
    ['recognition', recognition()],
    ['acquisition', purchase()],
    ['useful-life', life()],
  );
const stock = () =>
  opened(
    'purchased',
    ['recognition', recognition({ purpose: 'sale' })],
    ['acquisition', purchase()],
  );
const refused = (id: string, fact: string, code: string, body: object) =>
  story.refused(code, `/v1/books/${id}/${fact}`, body);

interface Book {
  readonly status: string;
  readonly figures: Readonly<Record<string, { readonly amount: string }>>;
  readonly facts: readonly { readonly type: string; readonly reversed: boolean }[];
  readonly life?: { readonly monthsLeft?: number };
  readonly assetId?: string;
  readonly recognition?: { readonly rule: number };
}
const book = async (id: string, query = ''): Promise<Book> => {
  const answer = await story.get(`/v1/books/${id}${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Book;
};
const amounts = ({ figures }: Pick<Book, 'figures'>) =>
  ['cost', 'amortised', 'impaired', 'carrying'].map((name) => figures[name]?.amount);

describe('a book', () => {
  it('shows its figures by both clocks', async () => {
    const id = await asset();
    const { position } = await story.does(200, `/v1/books/${id}/impairment`, impairment());
    const now = await book(id);
    expect(now).toMatchObject({ status: 'intangible', recognition: { rule: 1 } });
    // Three months of 100, an impairment to 1,650, then 50 a month from May to October.
    expect(amounts(now)).toEqual(['3600.00', '600.00', '1650.00', '1350.00']);
    expect(now.life?.monthsLeft).toBe(27);
    const before = await book(id, '?validAt=2026-04-29');
    expect(amounts(before)).toEqual(['3600.00', '200.00', '0.00', '3400.00']);
    const at = await book(id, '?validAt=2026-04-30');
    expect(amounts(at)).toEqual(['3600.00', '300.00', '1650.00', '1650.00']);
    const unknown = await book(id, `?knownAt=${(position ?? 0) - 1}`);
    expect(amounts(unknown)).toEqual(['3600.00', '900.00', '0.00', '2700.00']);
    expect(unknown.facts).toHaveLength(4);
  });

  it('is its entity’s and the auditor’s; for others it is not there', async () => {
    const id = await asset();
    const path = `/v1/books/${id}`;
    const seen = await Promise.all(
      [auditor, stranger].map(async (who) => (await story.get(path, who)).status),
    );
    expect(seen).toEqual([200, 404]);
    expect((await story.get(path, manager)).status).toBe(403);
    await story.refused('book_not_found', `${path}/sale`, sale(), stranger);
    await story.refused('book_not_found', `/v1/books/${entityPartyId}/sale`, sale());
    const list = await story.get('/v1/books', stranger);
    expect(list.body).toEqual({ items: [] });
  });

  it('is listed with its figures, page by page and by how it is carried', async () => {
    const id = await stock();
    const { position } = await story.does(200, `/v1/books/${id}/write-down`, {
      on: '2026-06-30',
      netRealisableValue: cny('3000.00'),
    });
    const list = async (query: string) => {
      const answer = await story.get(`/v1/books?after=${position}&${query}`);
      expect(answer.status).toBe(200);
      return answer.body as { items: (Book & { id: string })[]; next?: string };
    };
    const { items } = await list('status=inventory');
    expect(items[0]).toMatchObject({ id, status: 'inventory' });
    expect(amounts(items[0]!)).toEqual(['3600.00', '0.00', '600.00', '3000.00']);
    const first = await list('limit=1');
    const second = await list(`limit=1&cursor=${first.next}`);
    expect(first.items.map((one) => one.id)).toEqual([id]);
    expect(second.items).toHaveLength(1);
    expect(second.items[0]?.id).not.toBe(id);
    const entity = await story.get(`/v1/books?entity=${entityPartyId}&after=${position}`, auditor);
    expect((entity.body as { items: object[] }).items.length).toBeGreaterThan(1);
  });

  it('names an asset of its entity, whose certificate bounds its life', async () => {
    const { id: assetId } = await story.does(201, '/v1/assets', application(), manager);
    const registrar = by('registrar');
    await story.does(200, `/v1/assets/${assetId}/acceptance`, undefined, registrar);
    await story.does(200, `/v1/assets/${assetId}/registration`, undefined, registrar);
    await story.settled();
    const id = await opened('purchased', ['recognition', recognition()]);
    await story.does(200, `/v1/books/${id}/asset-link`, { assetId });
    expect((await book(id)).assetId).toBe(assetId);
    await refused(id, 'asset-link', 'asset_not_found', { assetId: id });
    const of = { name: '另一批次', source: 'purchased', assetId };
    const named = await story.does(201, '/v1/books', of);
    expect((await book(named.id)).assetId).toBe(assetId);
    const foreign = await story.post('/v1/books', of, stranger);
    expect([foreign.status, (foreign.body as { code: string }).code]).toEqual([
      404,
      'asset_not_found',
    ]);
  });

  it('takes a fact back, with those that rest on it first', async () => {
    const id = await asset();
    await story.does(200, `/v1/books/${id}/sale`, sale());
    const back = (version: number) => ({ on: '2026-11-20', version, reason: '录入错误' });
    await refused(id, 'reversal', 'book_reversal_blocked', back(3));
    await story.does(200, `/v1/books/${id}/reversal`, back(5));
    expect(await book(id)).toMatchObject({ status: 'intangible' });
    expect((await book(id)).facts.map(({ reversed }) => reversed)).toEqual([
      ...[false, false, false, false, true, false],
    ]);
    await refused(id, 'reversal', 'book_fact_not_found', back(99));
    await refused(id, 'reversal', 'book_fact_not_reversible', back(1));
  });
});

describe('a fact is refused', () => {
  it('where costs are not what they must be', async () => {
    const id = await asset();
    const cost = (more: object) => ({
      on: '2026-02-10',
      component: 'cleaning',
      amount: cny('100.00'),
      ...more,
    });
    const of = (code: string, more: object) => refused(id, 'cost', code, cost(more));
    await of('book_date_in_future', { on: '2026-11-21' });
    await of('book_amount_not_positive', { amount: cny('0.00') });
    await of('book_cost_after_use', { on: '2026-02-11' });
    const settled = (by: string, amount: string) => ({ settlement: [{ by, amount: cny(amount) }] });
    await of('book_settlement_not_balanced', settled('bank', '99.99'));
    await of('book_settlement_not_of_fact', settled('paidInCapital', '100.00'));
    const lot = await opened('purchased');
    const training = { components: [{ component: 'training', amount: cny('1.00') }] };
    await refused(lot, 'acquisition', 'book_component_not_cost', purchase(training));
    await refused(lot, 'acquisition', 'book_source_contradicts', purchase({ mode: 'grant' }));
    await refused(lot, 'sale', 'book_state_forbids', sale());
  });

  it('where development does not qualify', async () => {
    const id = await opened('selfMade');
    const spent = (on: string) => ({ on, amount: cny('100.00'), qualifies: true });
    await refused(id, 'development', 'book_conditions_not_met', spent('2026-04-01'));
    await refused(id, 'capitalisation', 'book_conditions_incomplete', conditions('2026-04-01', 4));
    await story.does(200, `/v1/books/${id}/research`, { on: '2026-04-02', amount: cny('1.00') });
    await refused(id, 'capitalisation', 'book_conditions_backdated', conditions('2026-04-01'));
    const cleaning = { on: '2026-04-02', component: 'cleaning', amount: cny('5.00') };
    await story.does(200, `/v1/books/${id}/cost`, cleaning);
    await story.does(200, `/v1/books/${id}/capitalisation`, conditions('2026-04-02'));
    await refused(id, 'capitalisation', 'book_conditions_recorded', conditions('2026-04-03'));
    const decided = { ...recognition(), on: '2026-05-01' };
    await refused(id, 'recognition', 'book_production_in_progress', decided);
  });

  it('where an opening balance cannot be', async () => {
    const opening = (more: object = {}) => ({
      on: '2026-01-01',
      carriedAs: 'intangible',
      cost: cny('100.00'),
      ...more,
    });
    const id = await opened('purchased');
    const of = (code: string, more: object) => refused(id, 'opening-balance', code, opening(more));
    await of('book_opening_not_first_day', { on: '2026-01-02' });
    await of('book_opening_unbalanced', { amortised: cny('100.01') });
    await story.does(200, `/v1/books/${id}/acquisition`, purchase());
    await of('book_opening_not_first', {});
  });

  it('where a life is not as it may be', async () => {
    const id = await opened(
      'purchased',
      ['recognition', recognition()],
      ['acquisition', purchase()],
    );
    const of = (code: string, more: object) => refused(id, 'useful-life', code, life(more));
    await of('book_life_incomplete', { method: 'indefinite' });
    await of('book_life_beyond_right', { rightUntil: '2028-12-31' });
    await of('book_residual_without_evidence', { residual: cny('1.00') });
    await story.does(200, `/v1/books/${id}/useful-life`, life());
    await of('book_change_reason_missing', { on: '2026-05-10' });
    await of('book_later_facts', { on: '2026-02-09', changeReason: '再次估计' });
    await refused(id, 'units-used', 'book_life_missing', { on: '2026-03-31', units: 1 });
  });

  it('where nothing was lost, or a loss would come back', async () => {
    const id = await asset();
    await refused(id, 'impairment', 'book_recoverable_missing', { on: '2026-04-30' });
    const covered = impairment({ presentValue: cny('3300.00') });
    await refused(id, 'impairment', 'book_not_impaired', covered);
    await story.does(200, `/v1/books/${id}/impairment`, impairment());
    const early = { on: '2026-04-29', share: '1/2', reason: '部分失效' };
    await refused(id, 'partial-lapse', 'book_fact_before_measurement', early);
    const back = { on: '2026-11-20', version: 5, reason: '录入错误' };
    const { obstacles } = await refused(id, 'reversal', 'book_impairment_final', back);
    expect(obstacles).toMatchObject({ version: 5 });

    const lot = await stock();
    const worth = (amount: string) => ({ on: '2026-06-30', netRealisableValue: cny(amount) });
    await refused(lot, 'write-down', 'book_not_below_cost', worth('3600.00'));
    const risen = { ...worth('3600.00'), reason: '价格回升' };
    await refused(lot, 'write-down-reversal', 'book_no_provision_to_reverse', risen);
    const same = { on: '2026-06-30', to: 'inventory', reason: '转为出售' };
    await refused(lot, 'reclassification', 'book_reclassification_same', same);
    const licence = sale({ controlTransferred: false });
    await refused(lot, 'sale', 'book_control_not_transferred', licence);
    const earned = { on: '2026-06-30', revenue: 'main', amount: cny('1.00') };
    const carried = { ...earned, contractCost: cny('0.01') };
    await refused(lot, 'service-revenue', 'book_contract_cost_exceeded', carried);
  });
});
