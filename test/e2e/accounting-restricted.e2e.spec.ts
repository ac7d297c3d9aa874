import type { Clock } from '@ledger/event-store/clock.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { DataSource } from 'typeorm';
import { AccountingStory, cny, entityPartyId } from '../support/accounting-story.js';
import { organisations } from '../support/apps.js';
import { application, by, holdingRight, operationRight } from '../support/asset-api.js';

import.meta.jest.setTimeout(300_000);

const clock: Clock = { now: () => '2026-11-20T02:00:00.000Z' };
const [manager, registrar, lender] = [
  by('manager'),
  by('registrar'),
  by('lender', organisations.lender),
];
const note = '/v1/accounting/disclosures/intangible';

let story: AccountingStory;
let assetId: string;
let pledgeId: string;
let barId: string;
/** Position before the pledge was registered. */
let beforePledge: number;

/** A data set of 720,000 with a life of 36 months, bought in January and put on a registered asset. */
const booked = async (): Promise<void> => {
  const { id } = await story.does(201, '/v1/books', { name: '数据集 B', source: 'purchased' });
  const book = `/v1/books/${id}`;
  await story.does(200, `${book}/acquisition`, {
    on: '2026-11-05',
    mode: 'purchase',
    price: cny('720000.00'),
  });
  await story.does(200, `${book}/recognition`, {
    on: '2026-11-05',
    basis: '自用',
    inputs: {
      purpose: 'ownUse',
      identifiable: true,
      controlled: true,
      benefitsProbable: true,
      costReliable: true,
    },
  });
  await story.does(200, `${book}/useful-life`, {
    on: '2026-11-05',
    availableOn: '2026-11-05',
    method: 'straightLine',
    months: 36,
    use: 'administration',
    factors: [{ factor: '更新频率和时效性', finding: '按月更新' }],
  });
  await story.does(200, `${book}/asset-link`, { assetId });
};

beforeAll(async () => {
  story = await AccountingStory.start(clock);
  const identifier = { kind: 'uscc', value: organisations.lender };
  const party = { identifier, name: '示例贷款机构', partyClass: 'enterprise' };
  await story.does(201, '/v1/parties', party, by('manager', organisations.lender));
  const applied = application({
    rights: [operationRight, holdingRight, { ...holdingRight, right: 'processing' }],
  });
  assetId = (await story.does(201, '/v1/assets', applied, manager)).id;
  await story.does(200, `/v1/assets/${assetId}/acceptance`, {}, registrar);
  await story.post(`/v1/assets/${assetId}/registration`, {}, registrar);
  await story.settled();
  await booked();
  const { body: title } = await story.get(`/v1/assets/${assetId}/title`, manager);
  const { entries } = title as { entries: readonly { right: string; holdingId: string }[] };
  const { holdingId } = entries.find(({ right }) => right === 'operation')!;
  const leave = {
    holdingId,
    lenderPartyId: partyIdOf('uscc', organisations.lender),
    purpose: 'pledge',
    until: '2027-06-30',
  };
  await story.does(201, `/v1/assets/${assetId}/lender-authorisations`, leave, manager);
  const claim = {
    holdingId,
    kind: 'ordinary',
    amount: cny('300000.00'),
    until: '2027-11-20',
    contractDigest: 'a'.repeat(64),
  };
  const pledged = await story.does(201, `/v1/assets/${assetId}/pledges`, claim, lender);
  pledgeId = pledged.id;
  beforePledge = pledged.position - 1;
  const dispute = { ground: 'dispute', authority: '登记机构', until: '2026-12-31' };
  barId = (await story.does(201, `/v1/assets/${assetId}/bars`, dispute, registrar)).id;
  await story.settled();
});
afterAll(() => story.close());

const restricted = async (knownAt?: number): Promise<string> => {
  const known = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
  const answer = await story.get(`${note}?from=2026-11-01&to=2026-11-30${known}`);
  expect([answer.status, answer.body.differences]).toEqual([200, []]);
  const notes = answer.body.notes as { no: string; paragraphs: { zh: string }[] }[];
  return notes
    .find(({ no }) => no === '5')!
    .paragraphs.map(({ zh }) => zh)
    .join('\n');
};

describe('assets that are security or restricted', () => {
  it('are disclosed with carrying amount and amortisation, without an entry for the pledge', async () => {
    expect(await restricted()).toBe(
      '数据集 B：用于担保（质押 1 笔）、权利受限（限制 1 项），账面价值 720,000.00 元，本期摊销额 0.00 元。\n' +
        '合计：账面价值 720,000.00 元，本期摊销额 0.00 元。',
    );
    const { body } = await story.get('/v1/accounting/journal?from=2026-11&to=2026-11');
    expect(JSON.stringify(body)).not.toContain(pledgeId);
  });

  it('count the month’s charge once it was run', async () => {
    await story.does(200, '/v1/accounting/periods/2026-11/amortisation');
    await story.settled();
    expect(await restricted()).toContain('账面价值 700,000.00 元，本期摊销额 20,000.00 元');
  });

  it('are held against the titles before a file leaves', async () => {
    const source = story.registry.app.get(DataSource);
    const path = `${note}.xlsx?from=2026-11-01&to=2026-11-30`;
    expect((await story.get(path)).status).toBe(200);
    const named = async (id: string, party: string) =>
      source.query('UPDATE read.pledge SET pledgor_party_ids = ARRAY[$2] WHERE pledge_id = $1', [
        id,
        party,
      ]);
    await named(pledgeId, 'somebody else');
    const answer = await story.get(path);
    expect([answer.status, answer.body.code, answer.body.obstacles.differences]).toEqual([
      409,
      'accounts_do_not_tie',
      [
        {
          check: 'restricted',
          table: 'restricted',
          row: assetId,
          column: 'pledges',
          expected: '1',
          found: '0',
        },
      ],
    ]);
    await named(pledgeId, entityPartyId);
    expect((await story.get(path)).status).toBe(200);
  });

  it('are restricted no more once released and lifted', async () => {
    const released = { reason: '债权已清偿' };
    const release = await story.does(200, `/v1/pledges/${pledgeId}/release`, released, lender);
    const lifted = { reason: '争议已解决' };
    await story.does(200, `/v1/assets/${assetId}/bars/${barId}/lift`, lifted, registrar);
    await story.settled();
    expect(await restricted()).toBe('本期无。');
    // What was known before the release was written still has the pledge and the bar; just after
    // it, before the lifting, the bar alone; before the pledge came, neither.
    const { position } = release;
    expect(await restricted(position - 1)).toContain(
      '用于担保（质押 1 笔）、权利受限（限制 1 项）',
    );
    expect(await restricted(position)).toMatch(/^数据集 B：权利受限（限制 1 项）/);
    expect(await restricted(beforePledge)).toBe('本期无。');
  });

  it('are answered after a write without waiting for anybody else', async () => {
    const opened = await story.does(201, '/v1/books', { name: '数据集 F', source: 'other' });
    const fact = {
      on: '2026-11-01',
      carriedAs: 'intangible',
      cost: cny('100000.00'),
      amortised: cny('0.00'),
    };
    const { position } = await story.does(200, `/v1/books/${opened.id}/opening-balance`, fact);
    const path = `/v1/accounting/balance-sheet?asOf=2026-11-30&after=${position}`;
    const { body } = await story.get(path);
    const lines = (body as { lines: { name: string; ofWhich: { closing: string } }[] }).lines;
    expect(lines.find(({ name }) => name === 'intangible')?.ofWhich.closing).toBe('800000.00');
  });
});
