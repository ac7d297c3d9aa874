import type { Clock } from '@ledger/event-store/clock.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { filledTableA } from '@ledger/domain/reporting/testing/worked-examples.js';
import { rebuild } from '@ledger/tools/verify/rebuild.js';
import { sourceOf } from '@ledger/tools/verify/run.js';
import ExcelJS from 'exceljs';
import { DataSource } from 'typeorm';
import { type BookName, playExampleA } from '../support/accounting-example-a.js';
import { fen, fromFen, walkedCell } from '../support/accounting-cells.js';
import { AccountingStory, accountant, cny, entityPartyId } from '../support/accounting-story.js';
import { organisations } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { openedWorkbook } from '../support/libre-office.js';

import.meta.jest.setTimeout(300_000);

const clock: Clock = { now: () => '2026-01-20T02:00:00.000Z' };
const auditor = by('auditor', organisations.appraiser);
const year = 'from=2025-01-01&to=2025-12-31';

let story: AccountingStory;
let books: Readonly<Record<BookName, string>>;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
  books = await playExampleA(story);
});
afterAll(() => story.close());

const body = async <T>(path: string, who?: Who): Promise<T> => {
  const answer = await story.get(path, who);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as T;
};

const bytes = async (path: string): Promise<{ file: Buffer; type: string; name: string }> => {
  const authorization = await story.cluster.bearer(...accountant);
  const answer = await story.registry.http
    .get(path)
    .set({ authorization })
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  expect([path, answer.status]).toEqual([path, 200]);
  const { 'content-type': type = '', 'content-disposition': name = '' } = answer.headers;
  return { file: answer.body as Buffer, type, name };
};

interface Figures {
  readonly purchased: string;
  readonly selfMade: string;
  readonly other: string;
  readonly total: string;
}
interface Disclosed {
  readonly knownAt: number;
  readonly table: { readonly rows: readonly { key: string; figures?: Figures }[] };
  readonly comparative: { readonly isRestated: boolean };
  readonly notes: readonly { no: string; paragraphs: readonly { zh: string }[] }[];
  readonly differences: readonly unknown[];
  readonly restatements: readonly {
    readonly number: number;
    readonly effects: readonly { row: string; column: string; amount: string }[];
  }[];
}
const columns = ['purchased', 'selfMade', 'other', 'total'] as const;

describe('worked example A in the statutory table', () => {
  it('comes out row by row', async () => {
    const shown = await body<Disclosed>(`/v1/accounting/disclosures/intangible?${year}`);
    const rows = shown.table.rows.flatMap(({ key, figures }) =>
      figures === undefined ? [] : [[key, columns.map((column) => Number(figures[column]))]],
    );
    expect(shown.table.rows).toHaveLength(27);
    expect(rows).toEqual(rows.map(([key]) => [key, filledTableA[key as string] ?? [0, 0, 0, 0]]));
    expect(shown.differences).toEqual([]);
    expect(shown.restatements).toEqual([]);
    const texts = shown.notes
      .flatMap(({ paragraphs }) => paragraphs.map(({ zh }) => zh))
      .join('\n');
    expect(texts).toContain('研究开发支出 180,000.00 元；确认为无形资产的金额 480,000.00 元');
    expect(texts).toContain('使用寿命 60 个月的 1 项');
    expect(texts).toContain('数据集 A：2025-12-31 计提减值准备 120,000.00 元');
    expect(texts).toContain('数据集 A：账面价值 600,000.00 元，剩余摊销期限 24 个月');
  });

  it('is the same for ever as known at its position', async () => {
    const now = await body<Disclosed>(`/v1/accounting/disclosures/intangible?${year}`);
    const path = `/v1/accounting/disclosures/intangible?${year}&knownAt=${now.knownAt}`;
    expect((await body<Disclosed>(path)).table).toEqual(now.table);
    const nothing = await body<Disclosed>(
      `/v1/accounting/disclosures/intangible?${year}&knownAt=1`,
    );
    expect(nothing.table.rows.every(({ figures }) => !figures || figures.total === '0.00')).toBe(
      true,
    );
  });

  it('rolls on into the next year: its opening is the closing before', async () => {
    const next = await body<Disclosed>(
      '/v1/accounting/disclosures/intangible?from=2026-01&to=2026-12',
    );
    const opening = next.table.rows.find(({ key }) => key === 'carrying.opening')?.figures;
    expect(opening).toMatchObject({
      purchased: '1100000.00',
      selfMade: '432000.00',
      other: '0.00',
    });
  });

  it('of inventory is empty here', async () => {
    const shown = await body<Disclosed>(`/v1/accounting/disclosures/inventory?${year}`);
    expect(shown.table.rows).toHaveLength(21);
    expect(shown.notes.map(({ no }) => no)).toEqual(['2', '3', '4', '5']);
  });
});

const walked = (asked: string, amount: string) => walkedCell(story, asked, amount);

describe('a cell', () => {
  it('is what its events add up to, each proven to be in the log', async () => {
    const cell = `table=intangible&row=carrying.closing&column=total&${year}`;
    const items = await walked(cell, '1532000.00');
    for (const { source } of items) expect(source?.stream).toMatch(/^book-/u);
  });

  it('of the balance sheet leads to its events too, the line and what of it is data', async () => {
    const of = (column: string) => `table=balance-sheet&row=intangible&column=${column}&to=2025-12`;
    await walked(of('ofWhichClosing'), '1532000.00');
    await walked(of('ofWhichOpening'), '1500000.00');
    await walked(of('closing'), '1532000.00');
    await walked('table=balance-sheet&row=development&column=closing&to=2025-06', '480000.00');
  });

  it('of the trial balance leads to its events too: balance, debits, credits, turnover', async () => {
    const of = (row: string, column: string) =>
      `table=trial-balance&row=${row}&column=${column}&${year}`;
    const { rows, totals } = await body<{
      rows: readonly {
        account: string;
        opening: { debit: string; credit: string };
        period: { debit: string; credit: string };
      }[];
      totals: { period: { debit: string } };
    }>(`/v1/accounting/trial-balance?${year}`);
    await walked(of('1702.01', 'closing'), '-988000.00');
    for (const account of ['1702.01', '1701.01', '1002']) {
      const row = rows.find((one) => one.account === account)!;
      const opening = fen(row.opening.debit) - fen(row.opening.credit);
      await walked(of(account, 'opening'), fromFen(opening));
      const debits = await walked(of(account, 'debit'), row.period.debit);
      for (const item of debits) expect(item.account).toBe(account);
    }
    await walked(of('total', 'debit'), totals.period.debit);
  });

  it('that has no figure is refused with what may be asked', async () => {
    for (const row of ['1', 'cost', '99', 'nothing']) {
      const path = `/v1/accounting/evidence?table=intangible&row=${row}&column=total`;
      const answer = await story.get(path);
      expect([row, answer.status, answer.body.errors[0].pointer]).toEqual([row, 400, '/row']);
    }
    for (const [table, row, column, pointer] of [
      ['intangible', 'cost.closing', 'debit', '/column'],
      ['balance-sheet', 'nothing', 'closing', '/row'],
      ['balance-sheet', 'intangible', 'debit', '/row'],
      ['trial-balance', '9999', 'closing', '/row'],
      ['trial-balance', 'total', 'closing', '/row'],
    ]) {
      const path = `/v1/accounting/evidence?table=${table}&row=${row}&column=${column}`;
      const answer = await story.get(path);
      expect([path, answer.status, answer.body.errors[0].pointer]).toEqual([path, 400, pointer]);
    }
  });
});

describe('ledgers', () => {
  it('end where the trial balance does', async () => {
    const path = `/v1/accounting/ledger?account=1702&${year}&limit=10`;
    let balance = '';
    for (let cursor = ''; ;) {
      const page = await body<{ items: readonly { balance: string }[]; next?: string }>(
        `${path}${cursor}`,
      );
      balance = page.items.at(-1)?.balance ?? balance;
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(balance).toBe('-988000.00');
    const general = await body<{ accounts: readonly { account: string; closing: string }[] }>(
      `/v1/accounting/general-ledger?account=1702&${year}`,
    );
    expect(general.accounts).toMatchObject([{ account: '1702.01', closing: '-988000.00' }]);
    const tampered = Buffer.from(JSON.stringify([1, 'accounting-ledger', 'x', 'y', 'z']));
    const answer = await story.get(`${path}&cursor=${tampered.toString('base64url')}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_cursor']);
  });
});

describe('files', () => {
  it('of the table have the figures, with formulas for sums', async () => {
    const { file, type, name } = await bytes(`/v1/accounting/disclosures/intangible.xlsx?${year}`);
    expect(type).toContain('spreadsheetml.sheet');
    expect(decodeURIComponent(name)).toContain(
      '确认为无形资产的数据资源-2025-01-01_2025-12-31.xlsx',
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
    const closing = sheet.getRow(4 + 11);
    expect(closing.getCell(2).value).toContain('4.期末余额');
    expect(closing.getCell(6)).toMatchObject({ numFmt: '#,##0.00' });
    expect(closing.getCell(6).value).toEqual({ formula: 'F6+F7-F11', result: 2_640_000 });
    expect(sheet.getRow(4 + 2).getCell(6).formula).toBe('SUM(C6:E6)');
  });

  it('open in LibreOffice, where there is one, with the same figures', async () => {
    const { file } = await bytes(`/v1/accounting/disclosures/intangible.xlsx?${year}`);
    const rows = await openedWorkbook(file);
    const row = rows.find(([no]) => no === '26')!;
    expect(row.slice(2, 6).map(Number)).toEqual([1_100_000, 432_000, 0, 1_532_000]);
    const opening = rows.find(([no]) => no === '27')!;
    expect(opening.slice(2, 6).map(Number)).toEqual([1_320_000, 0, 180_000, 1_500_000]);
  });

  it('of the note are a PDF', async () => {
    const { file, type } = await bytes(`/v1/accounting/disclosures/intangible.pdf?${year}`);
    expect(type).toBe('application/pdf');
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('of the journal have a row per line and a sum', async () => {
    const { file } = await bytes(`/v1/accounting/journal.xlsx?${year}`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    const last = sheet.rowCount;
    expect(sheet.getRow(last).getCell(8).formula).toBe(`SUM(H4:H${last - 1})`);
    expect(sheet.getRow(last).getCell(8).result).toBe(sheet.getRow(last).getCell(9).result);
    const { file: csv, type } = await bytes(`/v1/accounting/journal.csv?${year}`);
    expect(type).toBe('text/csv; charset=utf-8');
    expect(csv.toString().split('\r\n')).toHaveLength(last - 2);
  });
});

describe('who sees it', () => {
  it('is the entity’s accountant and the auditor; to others it is not there', async () => {
    const path = '/v1/accounting/balance-sheet';
    const other = by('accountant', organisations.buyer);
    const named = await story.get(`${path}?entity=${organisations.bank}`, other);
    expect([named.status, named.body.code]).toEqual([404, 'not_found']);
    const own = await body<{ lines: readonly { ofWhich: { closing: string } }[] }>(path, other);
    expect(own.lines.every(({ ofWhich }) => ofWhich.closing === '0.00')).toBe(true);
    for (const entity of [organisations.bank, entityPartyId]) {
      const seen = await body<{ entityPartyId: string }>(`${path}?entity=${entity}`, auditor);
      expect(seen.entityPartyId).toBe(entityPartyId);
    }
    expect((await story.get(path, by('manager', organisations.bank))).status).toBe(403);
  });

  it('is told what is wrong with a period that ends before it begins', async () => {
    const answer = await story.get('/v1/accounting/trial-balance?from=2025-05&to=2025-04');
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/from']);
  });
});

/** What `npm run verify` finds in the accounts. */
const verified = async (): Promise<readonly string[]> => {
  const source = await sourceOf(undefined, story.cluster.toolsEnv);
  try {
    const { accounts } = await rebuild(source.events(), new Set(), await source.sums());
    return accounts.map(({ en }) => en);
  } finally {
    await source.close();
  }
};

describe('what does not tie', () => {
  it('is refused as a file with the rows that differ, and shown as an answer', async () => {
    const source = story.registry.app.get(DataSource);
    const change = (sign: string) =>
      source.query(
        `UPDATE read.posting_sum SET credit = credit ${sign} 1 WHERE entity_party_id = $1
         AND movement LIKE 'intangible/amortisation/charge/selfMade' AND date LIKE '2025-08%'`,
        [entityPartyId],
      );
    expect(await verified()).toEqual([]);
    await change('+');
    expect(await verified()).toEqual([
      expect.stringContaining('intangible/amortisation/charge/selfMade'),
    ]);
    const path = `/v1/accounting/disclosures/intangible`;
    for (const file of [`${path}.xlsx`, `${path}.pdf`, '/v1/accounting/journal.csv']) {
      const answer = await story.get(`${file}?${year}`);
      expect([file, answer.status, answer.body.code]).toEqual([file, 409, 'accounts_do_not_tie']);
      const { differences } = answer.body.obstacles as { differences: readonly object[] };
      expect(differences).toContainEqual({
        check: 'trial_balance',
        table: 'trial-balance',
        row: 'total',
        column: 'closing',
        expected: expect.any(String) as string,
        found: expect.any(String) as string,
      });
    }
    expect((await story.get(`${path}?${year}`)).status).toBe(200);
    await change('-');
    expect((await story.get(`${path}.pdf?${year}`)).status).toBe(200);
  });
});

describe('a book whose ledger is not what its facts call for', () => {
  it('is named when a file is asked for, which is refused', async () => {
    const source = story.registry.app.get(DataSource);
    const change = (sign: string) =>
      source.query(
        `UPDATE read.posting SET credit = credit ${sign} 1 WHERE book_id = $1
         AND movement LIKE 'intangible/amortisation/charge/%' AND date LIKE '2025-08%'`,
        [books.B],
      );
    await change('+');
    const answer = await story.get(`/v1/accounting/journal.csv?${year}`);
    expect([answer.status, answer.body.code, answer.body.obstacles]).toEqual([
      409,
      'accounts_do_not_tie',
      {
        count: 1,
        differences: [
          {
            check: 'fold',
            table: 'book',
            row: books.B,
            column: 'accumulatedAmortisation',
            expected: '220000.00',
            found: '220000.01',
          },
        ],
      },
    ]);
    await change('-');
    expect((await story.get(`/v1/accounting/journal.csv?${year}`)).status).toBe(200);
  });
});

describe('a restatement of a year that was approved (CAS 28)', () => {
  const note = '/v1/accounting/disclosures/intangible';
  const nextYear = 'from=2026-01&to=2026-12';
  const figuresOf = ({ table }: Disclosed, end: string) =>
    table.rows.flatMap(({ key, figures }) =>
      key.endsWith(end) && figures !== undefined
        ? columns.map(
            (column) =>
              [`${key.replace(end, '')} ${column}` as string, fen(figures[column])] as const,
          )
        : [],
    );

  it('explains every difference of the opening and the closing as reported, which is kept', async () => {
    const [reported, before] = [
      await body<Disclosed>(`${note}?${year}`),
      await body<Disclosed>(`${note}?${nextYear}`),
    ];
    expect(figuresOf(before, '.opening')).toEqual(figuresOf(reported, '.closing'));
    await story.does(200, '/v1/accounting/years/2025/approval');
    const movement = { table: 'intangible', section: 'amortisation', row: 'charge' };
    const restated = await story.does(201, '/v1/accounting/years/2025/restatements', {
      concernsMonth: '2025-12',
      summary: '更正 2025 年度多计提的摊销',
      reason: '摊销年限有误',
      lines: [
        {
          ...{ account: '1702', side: 'debit', amount: cny('12000.00'), bookId: books.B },
          movement: { ...movement, source: 'purchased' },
        },
        { account: '6901', side: 'credit', amount: cny('12000.00') },
      ],
    });
    expect(restated).toMatchObject({ month: '2026-01', concernsMonth: '2025-12' });
    await story.settled();

    const after = await body<Disclosed>(`${note}?${nextYear}`);
    expect(after.differences).toEqual([]);
    expect(after.comparative.isRestated).toBe(true);
    expect(after.restatements.map(({ number }) => number)).toEqual([restated.number]);
    const explained = new Map(figuresOf(reported, '.closing'));
    for (const { row, column, amount } of after.restatements.flatMap(({ effects }) => effects)) {
      const cell = `${row.replace('.opening', '')} ${column}`;
      explained.set(cell, explained.get(cell)! + fen(amount));
    }
    expect(figuresOf(after, '.opening')).toEqual([...explained]);
    expect(explained.get('carrying total')).toBe(154_400_000n);

    const original = await body<Disclosed>(`${note}?${nextYear}&knownAt=${before.knownAt}`);
    expect(original.table).toEqual(before.table);
    expect(original.notes).toEqual(before.notes);
    expect(original.comparative.isRestated).toBe(false);
    const { file } = await bytes(`${note}.xlsx?${nextYear}`);
    const rows = await openedWorkbook(file);
    expect(Number(rows.find(([no]) => no === '27')![5])).toBe(1_544_000);
  });
});

describe('an entity that was merged into another', () => {
  const heir = by('accountant', organisations.lender);

  it('leaves its books and reports to the successor, who takes them over, and sees nothing', async () => {
    const identifier = { kind: 'uscc', value: organisations.lender };
    const party = { identifier, name: '示例贷款机构', partyClass: 'enterprise' };
    await story.does(201, '/v1/parties', party, by('manager', organisations.lender));
    const sheet = `/v1/accounting/balance-sheet?asOf=2026-01-20&entity=${organisations.bank}`;
    expect((await story.get(sheet, heir)).status).toBe(404);
    expect((await story.get(`/v1/books/${books.C}`, heir)).status).toBe(404);
    const takeover = `/v1/books/${books.C}/takeover`;
    await story.refused('book_not_found', takeover, { on: '2026-01-15' }, heir);
    const merger = {
      kind: 'merger',
      successors: [{ partyId: partyIdOf('uscc', organisations.lender) }],
    };
    const path = `/v1/parties/${organisations.bank}/succession`;
    await story.does(200, path, merger, by('registrar'));

    expect((await story.get(sheet, heir)).status).toBe(200);
    expect((await story.get(sheet)).status).toBe(404);
    const { items } = await heirs<{ items: readonly { id: string }[] }>('/v1/books?limit=50');
    expect(items.map(({ id }) => id).toSorted()).toEqual(Object.values(books).toSorted());
    expect((await story.get(`/v1/books/${books.C}`)).status).toBe(404);
    await story.refused('book_succeeded_later', takeover, { on: '2026-01-19' }, heir);
    const taken = await story.does(201, takeover, { on: '2026-01-20' }, heir);
    await story.settled();

    // C: 480,000 at 8,000 a month from July to December, carried at 432,000.
    const book = await heirs<{ status: string; figures: { carrying: object } }>(
      `/v1/books/${taken.id}`,
    );
    expect([book.status, book.figures.carrying]).toEqual(['intangible', cny('432000.00')]);
    const own = await heirs<Disclosed>(
      '/v1/accounting/disclosures/intangible?from=2026-01&to=2026-12',
    );
    const at = ({ table }: Disclosed, row: string, column: (typeof columns)[number]) =>
      table.rows.find(({ key }) => key === row)?.figures?.[column];
    expect(own.differences).toEqual([]);
    expect(at(own, 'cost.otherAddition', 'other')).toBe('480000.00');
    expect(at(own, 'carrying.closing', 'total')).toBe('432000.00');
    const theirs = await heirs<Disclosed>(
      `/v1/accounting/disclosures/intangible?from=2026-01&to=2026-12&entity=${organisations.bank}`,
    );
    expect(at(theirs, 'cost.otherReduction', 'selfMade')).toBe('480000.00');
    expect(at(theirs, 'carrying.closing', 'selfMade')).toBe('0.00');
    await story.refused('book_state_forbids', takeover, { on: '2026-01-20', note: '再次' }, heir);
    const file = '/v1/accounting/disclosures/intangible.xlsx?from=2026-01&to=2026-12';
    expect((await story.get(file, heir)).status).toBe(200);
  });

  const heirs = async <T>(path: string): Promise<T> => body<T>(path, heir);
});
