import ExcelJS from 'exceljs';
import { organisations } from '../support/apps.js';
import { bytesOf } from '../support/bytes.js';
import { by, type Who } from '../support/asset-api.js';
import { cny, idOf, lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';

const { bank, lender, secondLender, appraiser } = organisations;
const theLender = lenderOf(lender);
const theSecond = lenderOf(secondLender);
const now = '2026-11-20T02:00:00.000Z';

let story: TitleStory;
let [one, other]: StoryAsset[] = [];
const pledgeIds: string[] = [];

const appraised = async ({ path }: StoryAsset, amount: string) => {
  const firm = { firmPartyId: idOf(appraiser), until: '2027-06-30' };
  await story.post(by('manager', bank), `${path}/appraisers`, firm);
  const answer = await story.post(by('appraiser', appraiser), `${path}/valuations`, {
    reportNumber: `组合-${amount}`,
    signatories: ['9c1f6f0e', '5d2b7a44'],
    reportDigest: 'b'.repeat(64),
    purpose: 'pledge',
    valueType: 'market',
    rightsValued: ['operation'],
    results: [{ approach: 'cost', value: cny(amount) }],
    singleApproachReason: '无可比案例',
    value: cny(amount),
    baseDate: '2026-10-31',
    issuedOn: '2026-11-20',
  });
  expect(answer.status).toBe(201);
};

beforeAll(async () => {
  story = await TitleStory.start(1, { now: () => now });
  [one, other] = [await story.asset(), await story.asset()] as StoryAsset[];
  for (const asset of [one!, other!]) {
    await story.letIn(asset);
    await story.letIn(asset, secondLender);
  }
  await appraised(one!, '2000000.00');
  const pledged = async (asset: StoryAsset, who: Who, amount: string) => {
    const { body } = await story.pledge(asset, who, { amount: cny(amount) });
    pledgeIds.push((body as { id: string }).id);
  };
  await pledged(one!, theLender, '600000.00');
  await pledged(one!, theSecond, '400000.00');
  await pledged(one!, theLender, '250000.01');
  await pledged(other!, theLender, '100000.00');
  const part = { amount: cny('100000.00'), reason: '部分清偿' };
  await story.post(theLender, `/v1/pledges/${pledgeIds[0]}/release`, part);
  await story.post(theLender, `/v1/pledges/${pledgeIds[3]}/release`, { reason: '清偿' });
  await story.cluster.settled();
});
afterAll(() => story.close());

const downloaded = async (who: Who, path: string, language = 'zh-CN') => {
  const authorization = await story.cluster.bearer(...who);
  const answer = await story
    .app()
    .http.get(path)
    .set({ authorization, 'accept-language': language })
    .buffer(true)
    .parse(bytesOf as never);
  expect(answer.status).toBe(200);
  return { file: answer.body as Buffer, headers: answer.headers };
};

const sheetOf = async (file: Buffer) => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('There is no sheet.');
  const headers = (sheet.getRow(1).values as string[]).slice(1);
  const cell = (row: number, header: string) =>
    sheet.getRow(row).getCell(headers.indexOf(header) + 1).value;
  return { sheet, cell };
};

describe('the portfolio of a lender', () => {
  it('is a workbook with a line per pledge, and sums that are formulas', async () => {
    const { file, headers } = await downloaded(theLender, '/v1/pledges.xlsx', 'en');
    expect(headers['content-disposition']).toContain('pledges-2026-11-20.xlsx');
    const { sheet, cell } = await sheetOf(file);
    expect(sheet.rowCount).toBe(5);
    // Whoever sorts the list leaves its sums where they are.
    expect(sheet.autoFilter).toBe('A1:Y4');
    expect([2, 3, 4].map((row) => cell(row, 'State'))).toEqual([
      'released',
      'registered',
      'registered',
    ]);
    expect([2, 3, 4].map((row) => cell(row, 'Still secured'))).toEqual([null, 250_000.01, 500_000]);
    expect([3, 4].map((row) => cell(row, 'Secured up to and with it'))).toEqual([
      1_150_000.01, 500_000,
    ]);
    expect([3, 4].map((row) => cell(row, 'Coverage'))).toEqual([1.7391, 4]);
    expect(cell(5, 'Pledge')).toBe('Total: 3 pledges on 2 assets');
    expect(cell(5, 'Secured')).toEqual({ formula: 'SUM(K2:K4)', result: 950_000.01 });
    expect(cell(5, 'Released')).toEqual({ formula: 'SUM(L2:L4)', result: 200_000 });
    expect(cell(5, 'Still secured')).toEqual({ formula: 'SUM(M2:M4)', result: 750_000.01 });
    expect(cell(5, 'Appraised value')).toBe(2_000_000);
    expect([3, 4].map((row) => cell(row, 'Realisable at its place'))).toEqual([
      250_000.01, 500_000,
    ]);
    expect(cell(5, 'Realisable at its place')).toMatchObject({ result: 750_000.01 });
    expect([3, 4].map((row) => cell(row, 'Appraisal firm'))).toEqual([appraiser, appraiser]);
    expect(cell(3, 'Which appraisal')).toBe('the latest');
  });

  it('is filtered as the list is, and is nobody else’s', async () => {
    const { file } = await downloaded(theLender, '/v1/pledges.xlsx?state=registered');
    const { sheet, cell } = await sheetOf(file);
    expect(sheet.rowCount).toBe(4);
    expect(cell(4, '质押标识')).toBe('合计：质押 2 笔，资产 1 项');
    const text = (await downloaded(theSecond, '/v1/pledges.csv')).file.toString();
    expect(text).toContain(pledgeIds[1]);
    expect(text).not.toContain(pledgeIds[0]);
    const refused = await story.get(theLender, '/v1/pledges.csv?limit=10');
    expect(refused.status).toBe(400);
  });

  it('is text for other programs, amounts plain and totals at the end', async () => {
    const lines = (await downloaded(theLender, '/v1/pledges.csv', 'en')).file
      .toString()
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toMatch(
      /^Total: 3 pledges on 2 assets,.*,950000\.01,200000\.00,750000\.01/,
    );
  });

  it('has its figures in the list and in each pledge, too', async () => {
    const covered = { securedThrough: cny('1150000.01'), value: cny('2000000.00') };
    const all = (await story.get(theLender, '/v1/pledges?limit=200')).body as { items: object[] };
    expect(all.items[1]).toMatchObject({ id: pledgeIds[2], ...covered, coverage: '1.7391' });
    expect(all.items[0]).not.toHaveProperty('coverage');
    const { body } = await story.get(theLender, `/v1/pledges/${pledgeIds[2]}`);
    expect(body).toMatchObject({ ...covered, coverage: '1.7391' });
  });
});
