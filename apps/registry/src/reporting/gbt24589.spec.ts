import type { TrialBalanceRow, TrialBalance } from '@ledger/domain/reporting/trial-balance.js';
import { type AccountingData, gbt24589Xml } from './gbt24589.js';
import type { JournalLine, JournalVoucher } from './journal.reads.js';

const none = { debit: 0n, credit: 0n };

const account = (code: string, name: string, opening: bigint): TrialBalanceRow => ({
  ...{ code, name, period: none, closing: none },
  opening: opening < 0n ? { debit: 0n, credit: -opening } : { debit: opening, credit: 0n },
});

const balance = (...rows: readonly TrialBalanceRow[]): TrialBalance => ({
  rows,
  totals: { opening: none, period: none, closing: none },
});

const line = (number: number, accountCode: string, debit: string, credit: string): JournalLine => ({
  ...{ voucherKey: 'k', line: number, accountCode, accountName: '名', role: 'bank' },
  ...{ debit, credit, bookId: null, movement: null },
  ...{ sourceStream: 'book-b', sourceVersion: 1, sourceEventId: 'e' },
});

const voucher = (
  month: string,
  kind: string,
  ...lines: readonly JournalLine[]
): JournalVoucher => ({
  ...{ key: 'k', entityPartyId: 'p', month, number: 1, kind, date: `${month}-03` },
  ...{ concernsMonth: null, restatedMonth: null, summary: '摘要 <一> & 二', attachments: [] },
  ...{ preparer: 'x', reviewer: null, chartPolicy: 'chart-of-accounts', chartVersion: 1 },
  ...{ reversesMonth: null, reversesNumber: null, stream: 's', version: 1, eventId: 'e' },
  ...{ recordedAt: '2025-12-31T00:00:00.000000Z', position: 7, lines },
});

/** December to February from its tenth: a balance taken over, a month without a posting, one with. */
const example: Omit<AccountingData, 'vouchers'> = {
  scope: {
    ...{ entityPartyId: 'p', entityName: '示例', entityCode: 'c', knownAt: 9, isLatest: true },
    ...{ from: '2025-12-10', to: '2026-02-20', format: 'general' },
  },
  balance: balance(
    account('0000', '期初余额对应科目', -50_000n),
    account('1002', '银行存款', 0n),
    account('1405.01', '库存商品/数据资源', 50_000n),
    account('1471.01', '存货跌价准备/数据资源', 0n),
    account('2702', '未确认融资费用', 0n),
    account('6001', '主营业务收入', 0n),
  ),
  months: [
    { code: '1002', name: '银行存款', month: '2026-02', debit: '700', credit: '0' },
    { code: '6001', name: '主营业务收入', month: '2026-02', debit: '0', credit: '700' },
  ],
};

async function* vouchers() {
  yield await Promise.resolve(
    voucher('2025-12', 'opening', line(1, '1405.01', '50000', '0'), line(2, '0000', '0', '50000')),
  );
  yield voucher('2026-02', 'fact', line(1, '1002', '700', '0'), line(2, '6001', '0', '700'));
}

/** Records of a kind in the file, each as its members. */
const recordsOf = (xml: string, name: string): readonly Readonly<Record<string, string>>[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gu'))].map(([, record = '']) =>
    Object.fromEntries(
      [...record.matchAll(/<([^>/]+)>([^<]*)</gu)].map(([, key = '', value = '']) => [key, value]),
    ),
  );

describe('a file in the manner of GB/T 24589.1', () => {
  let xml = '';
  beforeAll(async () => {
    for await (const part of gbt24589Xml({ ...example, vouchers: vouchers() })) xml += String(part);
  });

  it('has every month of the period with its days, also one in which nothing was posted', () => {
    const days = recordsOf(xml, '会计期间').map((one) => [
      ...[one['会计年度'], one['会计期间号']],
      ...[one['会计期间起始日期'], one['会计期间结束日期']],
    ]);
    expect(days).toEqual([
      ['2025', '12', '2025-12-10', '2025-12-31'],
      ['2026', '1', '2026-01-01', '2026-01-31'],
      ['2026', '2', '2026-02-01', '2026-02-20'],
    ]);
  });

  it('names the account that a detail is of, what accounts are of, and their sides', () => {
    const accounts = recordsOf(xml, '会计科目').map((one) => [
      ...[one['科目编号'], one['科目名称'], one['科目级次'], one['科目类型'], one['余额方向']],
    ]);
    expect(accounts).toEqual([
      ['0000', '期初余额对应科目', '1', '其他类', '借'],
      ['1002', '银行存款', '1', '资产类', '借'],
      ['1405', '库存商品', '1', '资产类', '借'],
      ['1405.01', '库存商品/数据资源', '2', '资产类', '借'],
      ['1471', '存货跌价准备', '1', '资产类', '贷'],
      ['1471.01', '存货跌价准备/数据资源', '2', '资产类', '贷'],
      ['2702', '未确认融资费用', '1', '负债类', '借'],
      ['6001', '主营业务收入', '1', '损益类', '贷'],
    ]);
  });

  it('carries a balance through every month, and says where nothing is left', () => {
    const balances = recordsOf(xml, '科目余额及发生额').map((one) => [
      ...[one['科目编号'], one['会计期间号'], one['期初余额方向'], one['期初余额']],
      ...[one['借方发生额'], one['贷方发生额'], one['期末余额方向'], one['期末余额']],
    ]);
    expect(balances).toEqual([
      ...['12', '1', '2'].map((month) => [
        ...['0000', month, '贷', '500.00', '0.00', '0.00', '贷', '500.00'],
      ]),
      ['1002', '2', '平', '0.00', '7.00', '0.00', '借', '7.00'],
      ...['12', '1', '2'].map((month) => [
        ...['1405.01', month, '借', '500.00', '0.00', '0.00', '借', '500.00'],
      ]),
      ['6001', '2', '平', '0.00', '0.00', '7.00', '贷', '7.00'],
    ]);
  });

  it('has no voucher of a balance that was taken over: vouchers come to the turnover', () => {
    const lines = recordsOf(xml, '凭证分录');
    expect(lines.map((one) => [one['科目编号'], one['借方金额'], one['贷方金额']])).toEqual([
      ['1002', '7.00', '0.00'],
      ['6001', '0.00', '7.00'],
    ]);
    expect(lines[0]?.['记账凭证摘要']).toBe('摘要 &lt;一&gt; &amp; 二');
    expect(xml).toContain('不另列凭证');
  });
});
