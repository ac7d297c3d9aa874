import { journalCsv } from './journal-file.js';
import type { JournalVoucher } from './journal.reads.js';

/** A fact of January that was told when January was closed. */
const late: JournalVoucher = {
  key: 'e/2025-02/000000003',
  entityPartyId: 'e',
  month: '2025-02',
  number: 3,
  kind: 'fact',
  date: '2025-02-01',
  concernsMonth: '2025-01',
  restatedMonth: null,
  summary: '迟到的事实',
  attachments: ['a'.repeat(64), 'b'.repeat(64)],
  preparer: 'token-1',
  reviewer: null,
  chartPolicy: 'chart-of-accounts',
  chartVersion: 1,
  reversesMonth: null,
  reversesNumber: null,
  stream: 'journal-e-2025-02',
  version: 3,
  eventId: 'x',
  recordedAt: '2025-02-18T02:03:04.000000Z',
  position: 77,
  lines: [
    {
      voucherKey: 'e/2025-02/000000003',
      line: 1,
      accountCode: '6602',
      accountName: '管理费用',
      role: 'administrationExpense',
      debit: '10000',
      credit: '0',
      bookId: 'book-1',
      movement: null,
      sourceStream: 'book-book-1',
      sourceVersion: 4,
      sourceEventId: 'y',
    },
  ],
};

async function* vouchers() {
  yield await Promise.resolve(late);
}

const rows = async (
  language: 'zh' | 'en',
): Promise<readonly Readonly<Record<string, string>>[]> => {
  let text = '';
  for await (const part of journalCsv(vouchers(), language)) text += String(part);
  const [header = '', ...lines] = text.replace('\ufeff', '').trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
};

describe('the journal as a file', () => {
  it('says by which day a late fact is booked, when it was recorded and which month it concerns', async () => {
    expect(await rows('zh')).toEqual([
      expect.objectContaining({
        日期: '2025-02-01',
        期间: '2025-02',
        所属期间: '2025-01',
        记录时间: expect.stringContaining('2025-02-18') as string,
        日志位置: '77',
        附件数: '2',
      }),
    ]);
    expect(await rows('en')).toEqual([
      expect.objectContaining({ Date: '2025-02-01', Period: '2025-02', Concerns: '2025-01' }),
    ]);
  });
});
