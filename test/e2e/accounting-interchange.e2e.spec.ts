import type { Clock } from '@ledger/event-store/clock.js';
import { playExampleA } from '../support/accounting-example-a.js';
import { AccountingStory, accountant, entityPartyId } from '../support/accounting-story.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';

import.meta.jest.setTimeout(300_000);

const clock: Clock = { now: () => '2026-01-20T02:00:00.000Z' };
const year = 'from=2025-01&to=2025-12';
const base = '/v1/accounting/interchange';

let story: AccountingStory;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
  await playExampleA(story);
});
afterAll(() => story.close());

/** The bytes of a file as text. */
const text = async (path: string): Promise<string> => {
  const authorization = await story.cluster.bearer(...accountant);
  const answer = await story.registry.http
    .get(path)
    .set({ authorization })
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
    });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as string;
};

const all = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'gu'))].map(([, value]) => value ?? '');

describe('vouchers and ledgers in the manner of GB/T 24589.1', () => {
  it('say what they cover, balance, and end where the table does', async () => {
    const xml = await text(`${base}/gbt24589.xml?${year}`);
    expect(all(xml, '未覆盖')[0]).toContain('科目辅助核算');
    const fen = (amounts: readonly string[]) =>
      amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n);
    expect(fen(all(xml, '借方金额'))).toBe(fen(all(xml, '贷方金额')));
    expect(fen(all(xml, '借方金额'))).toBeGreaterThan(0n);
    const balances = [...xml.matchAll(/<科目余额及发生额>(.*?)<\/科目余额及发生额>/gu)]
      .map(([, one]) => one ?? '')
      .filter((one) => all(one, '科目编号')[0] === '1701.01');
    const last = balances.at(-1) ?? '';
    expect([all(last, '期末余额方向')[0], all(last, '期末余额')[0]]).toEqual(['借', '2640000.00']);
  });

  it('have vouchers that come to the turnover of each account and month', async () => {
    const xml = await text(`${base}/gbt24589.xml?${year}`);
    const sums = (record: string, debit: string, credit: string) => {
      const turnover = new Map<string, [bigint, bigint]>();
      for (const [, one = ''] of xml.matchAll(new RegExp(`<${record}>(.*?)</${record}>`, 'gu'))) {
        const of = (name: string) => all(one, name)[0] ?? '';
        const fen = (name: string) => BigInt(of(name).replace('.', ''));
        const key = `${of('科目编号')} ${of('会计年度')}-${of('会计期间号')}`;
        const [debits, credits] = turnover.get(key) ?? [0n, 0n];
        turnover.set(key, [debits + fen(debit), credits + fen(credit)]);
      }
      const moved = [...turnover].filter(
        ([, [debits, credits]]) => debits !== 0n || credits !== 0n,
      );
      return moved.sort(([one], [other]) => (one < other ? -1 : 1));
    };
    const ledgers = sums('科目余额及发生额', '借方发生额', '贷方发生额');
    expect(ledgers.length).toBeGreaterThan(20);
    expect(sums('凭证分录', '借方金额', '贷方金额')).toEqual(ledgers);
  });

  it('are of ten years at most', async () => {
    const ask = (from: string) => story.get(`${base}/gbt24589.xml?from=${from}&to=2025-12`);
    expect((await ask('2016-01')).status).toBe(200);
    const refused = await ask('2015-12');
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('120') as string,
    ]);
  });
});

describe('vouchers for accounting packages', () => {
  it.each([
    ['yonyou', '制单日期,凭证类别字,凭证号,附单据数,摘要,科目编码,金额借方,金额贷方', '170101'],
    ['kingdee', '凭证日期,会计年度,会计期间,凭证字,凭证号,科目代码,科目名称', '1701.01'],
  ])('have the columns of %s', async (template, header, account) => {
    const csv = await text(`${base}/vouchers.csv?${year}&template=${template}`);
    const [first, ...lines] = csv.replace('\ufeff', '').split('\r\n');
    expect(first?.startsWith(header)).toBe(true);
    expect(lines.some((line) => line.includes(`,${account},`))).toBe(true);
    const xlsx = await story.get(`${base}/vouchers.xlsx?${year}&template=${template}`);
    expect(xlsx.status).toBe(200);
  });

  it('of an unknown template are refused with those that there are', async () => {
    const answer = await story.get(`${base}/vouchers.csv?${year}&template=other`);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('yonyou, kingdee');
  });

  it('follow the entity’s own columns once it adopted them', async () => {
    const templates = [
      {
        name: 'own',
        title: '自用',
        codeSeparator: 'dot',
        columns: [
          { header: '科目', field: 'accountCode' },
          { header: '借', field: 'debit' },
        ],
      },
    ];
    const adopted = {
      partyId: entityPartyId,
      from: '2026-01-20',
      reason: '本单位版本',
      content: { templates },
    };
    const manager = by('manager', organisations.bank);
    await story.does(201, '/v1/policies/voucher-templates/versions', adopted, manager);
    const csv = await text(`${base}/vouchers.csv?${year}&template=own`);
    expect(csv.replace('\ufeff', '').split('\r\n').slice(0, 2)).toEqual([
      '科目,借',
      '1701.01,1440000.00',
    ]);
  });
});

describe('the xBRL-JSON report', () => {
  it('has the figures of the table in concepts of the published taxonomy', async () => {
    const report = JSON.parse(await text(`${base}/xbrl.json?${year}`)) as {
      facts: Record<string, { value: string; dimensions: { concept: string } }>;
    };
    const fact = report.facts['intangible-2025-12-31-26-total'];
    expect(fact?.value).toBe('1532000.00');
    const lender = by('lender', organisations.lender);
    const { body } = await story.get(`${base}/taxonomy`, lender);
    const names = (body as { concepts: { name: string }[] }).concepts.map(({ name }) => name);
    expect(names).toContain(fact?.dimensions.concept);
    expect((await story.get(`${base}/xbrl.json`, lender)).status).toBe(403);
  });
});
