import { addDays, addMonths } from '@ledger/domain/calendar.js';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client, Written } from './http.js';
import { today, type Deals, type Story } from './story.js';

interface Row {
  readonly no: number;
  readonly label: string;
  readonly figures?: { readonly total: string };
}

interface Disclosure {
  readonly table: { readonly rows: readonly Row[] };
  readonly differences: readonly unknown[];
}

interface Voucher {
  readonly number: number;
  readonly summary: string;
  readonly lines: readonly { readonly debit?: string; readonly credit?: string }[];
}

const cny = (amount: string) => ({ amount, currency: 'CNY' });

/** Rows of the table of 财会〔2023〕11号 by their number. */
const rows = { closingCost: 11, charge: 14, closingCarrying: 26 } as const;

/** Bought last month for 720,000, used for 36 months: the month's charge is 20,000. */
export const keepBooks = async (story: Story, { ordinary }: Deals): Promise<void> => {
  const { tell, bank, output } = story;
  tell.chapter('入表：账簿、凭证与披露 · The asset is carried in the books and disclosed');
  const accountant = await bank.registry('accountant');
  const first = addMonths(`${today().slice(0, 7)}-01`, -1);
  const month = first.slice(0, 7);
  const last = addDays(addMonths(first, 1), -1);
  const bookId = await bought(accountant, ordinary.assetId, first);
  tell.say(`账簿 ${bookId}：${ordinary.name}，外购成本 720,000.00`);

  const period = `/v1/accounting/periods/${month}`;
  await accountant.post(`${period}/amortisation`);
  const closed = await accountant.post<Written>(`${period}/closing`);
  // Lists and tables follow the log: whoever has just written asks for them as of then.
  const span = `from=${first}&to=${last}&after=${closed.body.position}`;
  const journal = await accountant.get<{ items: readonly Voucher[] }>(
    `/v1/accounting/journal?${span}`,
  );
  const { items } = journal.body;
  for (const { number, summary } of items) tell.say(`记-${number} ${summary}`);
  tell.check(
    `${items.length} 张凭证连续编号、借贷相等 · vouchers without gaps, all balanced`,
    items.every(({ number, lines }, index) => number === index + 1 && isBalanced(lines)),
    items,
  );

  const disclosed = await accountant.get<Disclosure>(
    `/v1/accounting/disclosures/intangible?${span}`,
  );
  const { table, differences } = disclosed.body;
  const figure = (no: number): string =>
    table.rows.find((row) => row.no === no)?.figures?.total ?? '';
  tell.check(
    '27 行披露表：原值 720,000，摊销 20,000，账面价值 700,000 · the statutory table',
    Number(figure(rows.closingCost)) === 720_000 &&
      Number(figure(rows.charge)) === 20_000 &&
      Number(figure(rows.closingCarrying)) === 700_000,
    table.rows,
  );
  tell.check('表、账、簿三者一致 · table, ledger and books tie', differences.length === 0);
  for (const kind of ['xlsx', 'pdf']) {
    const file = await accountant.download(`/v1/accounting/disclosures/intangible.${kind}?${span}`);
    writeFileSync(path.join(output, `disclosure.${kind}`), file);
  }
  tell.say('disclosure.xlsx、disclosure.pdf');
};

const isBalanced = (lines: Voucher['lines']): boolean => {
  const fen = (text = '0'): number => Math.round(Number(text) * 100);
  return lines.reduce((sum, { debit, credit }) => sum + fen(debit) - fen(credit), 0) === 0;
};

/** Facts in the order in which an accountant states them; answers the book's id. */
const bought = async (accountant: Client, assetId: string, on: string): Promise<string> => {
  const opened = await accountant.post<Written>('/v1/books', {
    name: '外购数据集',
    source: 'purchased',
    assetId,
  });
  const book = `/v1/books/${opened.body.id}`;
  const component = (name: string, amount: string) => ({ component: name, amount: cny(amount) });
  await accountant.post(`${book}/acquisition`, {
    on,
    mode: 'purchase',
    price: cny('600000.00'),
    inputTax: cny('36000.00'),
    components: [
      component('cleaning', '84000.00'),
      component('ownershipVerification', '12000.00'),
      component('qualityAssessment', '9000.00'),
      component('registrationSettlement', '3000.00'),
      component('securityManagement', '12000.00'),
    ],
  });
  await accountant.post(`${book}/recognition`, {
    on,
    basis: '自用，符合无形资产定义和确认条件',
    inputs: {
      ...{ purpose: 'ownUse', identifiable: true, controlled: true },
      ...{ benefitsProbable: true, costReliable: true },
    },
  });
  await accountant.post(`${book}/useful-life`, {
    ...{ on, availableOn: on, method: 'straightLine', months: 36, use: 'administration' },
    factors: [{ factor: '更新频率和时效性', finding: '按月更新' }],
  });
  return opened.body.id;
};
