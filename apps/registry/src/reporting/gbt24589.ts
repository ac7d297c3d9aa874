import { escaped } from '@ledger/domain/markup.js';
import {
  firstDayOf,
  lastDayOf,
  monthOf,
  monthsFromTo,
  type MonthText,
} from '@ledger/domain/month.js';
import type { TrialBalance } from '@ledger/domain/reporting/trial-balance.js';
import { Readable } from 'node:stream';
import type { JournalVoucher } from './journal.reads.js';
import type { GeneralLedgerMonth } from './ledger.reads.js';
import type { ReportScope } from './report-scope.js';
import { yuan } from './reporting.answer.js';

/** What the file is made of. */
export interface AccountingData {
  readonly scope: ReportScope;
  readonly balance: TrialBalance;
  readonly months: readonly GeneralLedgerMonth[];
  readonly vouchers: AsyncIterable<JournalVoucher>;
}

/**
 * Vouchers and ledgers in the manner of GB/T 24589.1-2010 (财经信息技术 会计核算软件数据接口 第1部分：
 * 企业), as XML that is made while it is sent. What of the standard is in it, and what is not, is
 * said at its head: it covers part of the standard and was not validated against its schemas.
 */
export const gbt24589Xml = (data: AccountingData): Readable =>
  Readable.from(documentOf(data), { objectMode: false });

async function* documentOf(data: AccountingData): AsyncGenerator<string> {
  const { scope } = data;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<会计核算软件数据 标准="GB/T 24589.1-2010 风格">\n';
  yield coverage;
  yield bookOf(scope);
  yield periodsOf(data);
  yield accountsOf(data);
  yield balancesOf(data);
  yield '<记账凭证>\n';
  for await (const voucher of data.vouchers) if (!isOpening(voucher)) yield voucherOf(voucher);
  yield '</记账凭证>\n</会计核算软件数据>\n';
}

const coverage = `<覆盖声明>
<已覆盖>电子账簿、会计期间、记账凭证类型、币种、会计科目、科目余额及发生额、记账凭证</已覆盖>
<未覆盖>部门档案、员工档案、供应商档案、客户档案、自定义档案、结算方式、汇率类型、科目辅助核算、现金流量、报表集、固定资产、应收应付、工资</未覆盖>
<说明>元素名称与含义参照该标准的数据元素；未按其配套模式文件校验；接管的期初余额记入科目余额，不另列凭证，故凭证合计等于发生额；制单人、审核人为随机标识，不含个人信息；另附日志位置与事件标识以便核证。</说明>
</覆盖声明>
`;

const element = (name: string, value: string | number): string =>
  `<${name}>${xmlText(String(value))}</${name}>`;

const record = (name: string, members: Readonly<Record<string, string | number>>): string =>
  `<${name}>${Object.entries(members)
    .map(([key, value]) => element(key, value))
    .join('')}</${name}>\n`;

const bookOf = ({ entityCode, entityName, entityPartyId, from, to, knownAt }: ReportScope) =>
  record('电子账簿', {
    电子账簿编号: entityPartyId,
    电子账簿名称: `${entityName} 数据资源账`,
    会计核算单位: entityName,
    组织机构代码: entityCode,
    本位币: 'CNY',
    会计年度: to.slice(0, 4),
    起始日期: from,
    截止日期: to,
    日志位置: knownAt,
  }) +
  record('记账凭证类型', { 记账凭证类型编号: '记', 记账凭证类型名称: '记账凭证' }) +
  record('币种', { 币种编码: 'CNY', 币种名称: '人民币' });

/** The standard keeps what was taken over as a balance: with its voucher it would count twice. */
const isOpening = ({ kind }: JournalVoucher): boolean => kind === 'opening';

/** Every month of the period, also one in which nothing was posted. */
const monthsOf = ({ from, to }: ReportScope): readonly MonthText[] =>
  monthsFromTo(monthOf(from), monthOf(to));

const periodMembers = (month: MonthText) => ({
  会计年度: month.slice(0, 4),
  会计期间号: Number(month.slice(5)),
});

const periodsOf = ({ scope }: AccountingData): string =>
  monthsOf(scope)
    .map((month) =>
      record('会计期间', {
        ...periodMembers(month),
        会计期间起始日期: month === monthOf(scope.from) ? scope.from : firstDayOf(month),
        会计期间结束日期: month === monthOf(scope.to) ? scope.to : lastDayOf(month),
      }),
    )
    .join('');

const accountsOf = ({ balance }: AccountingData): string => {
  const names = new Map(balance.rows.map(({ code, name }) => [code, name]));
  for (const { code, name } of balance.rows) {
    const general = generalCodeOf(code);
    if (!names.has(general)) names.set(general, name.slice(0, name.lastIndexOf('/')));
  }
  return [...names]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, name]) =>
      record('会计科目', {
        科目编号: code,
        科目名称: name,
        科目级次: code === generalCodeOf(code) ? 1 : 2,
        科目类型: kinds[code.slice(0, 1)] ?? '其他类',
        余额方向: isCreditAccount(generalCodeOf(code)) ? '贷' : '借',
      }),
    )
    .join('');
};

/** The account of the general ledger that a code is a detail of, or itself. */
const generalCodeOf = (code: string): string => code.split('.', 1)[0] ?? code;

/** What accounts are of, by the first digit of the guidance's codes (应用指南 附录). */
const kinds: Readonly<Record<string, string>> = {
  1: '资产类',
  2: '负债类',
  3: '共同类',
  4: '所有者权益类',
  5: '成本类',
  6: '损益类',
};

/** By the guidance's codes: liabilities, equity and income, and what is set against assets. */
const isCreditAccount = (code: string): boolean =>
  /^(?:[24]|6[0-3])/u.test(code) ? !setAgainstOthers.has(code) : setAgainstAssets.has(code);

/** Provisions for bad debts and impairment, depreciation, unearned income and accumulated amortisation. */
const setAgainstAssets: ReadonlySet<string> = new Set(
  '1231 1304 1407 1471 1482 1502 1512 1532 1602 1603 1702 1703 5302'.split(' '),
);

/** Unrecognised finance charges and treasury shares. */
const setAgainstOthers: ReadonlySet<string> = new Set(['2702', '4201']);

/** An account in every month in which it has a balance or is moved. */
const balancesOf = ({ scope, balance, months }: AccountingData): string => {
  const all = monthsOf(scope);
  const turnovers = new Map(months.map((one) => [`${one.code} ${one.month}`, one]));
  return balance.rows
    .map(({ code, opening }) => {
      let before = opening.debit - opening.credit;
      return all
        .map((month) => {
          const { debit, credit } = turnovers.get(`${code} ${month}`) ?? nothing;
          const after = before + BigInt(debit) - BigInt(credit);
          const isIdle = before === 0n && debit === '0' && credit === '0';
          const row = isIdle ? '' : balanceOf({ code, month, before, debit, credit, after });
          before = after;
          return row;
        })
        .join('');
    })
    .join('');
};

const nothing = { debit: '0', credit: '0' } as const;

interface MonthOfAccount {
  readonly code: string;
  readonly month: MonthText;
  readonly before: bigint;
  readonly debit: string;
  readonly credit: string;
  readonly after: bigint;
}

const balanceOf = ({ code, month, before, debit, credit, after }: MonthOfAccount): string =>
  record('科目余额及发生额', {
    科目编号: code,
    ...periodMembers(month),
    币种编码: 'CNY',
    期初余额方向: sideOf(before),
    期初余额: yuan(before < 0n ? -before : before),
    借方发生额: yuan(debit),
    贷方发生额: yuan(credit),
    期末余额方向: sideOf(after),
    期末余额: yuan(after < 0n ? -after : after),
  });

/** Where nothing is left a balance is even (平), neither debit nor credit. */
const sideOf = (balance: bigint): string => (balance === 0n ? '平' : balance < 0n ? '贷' : '借');

const voucherOf = (voucher: JournalVoucher): string =>
  voucher.lines
    .map((line) =>
      record('凭证分录', {
        记账凭证日期: voucher.date,
        ...periodMembers(voucher.month),
        记账凭证类型编号: '记',
        记账凭证编号: voucher.number,
        记账凭证行号: line.line,
        记账凭证摘要: voucher.summary,
        科目编号: line.accountCode,
        币种编码: 'CNY',
        借方金额: yuan(line.debit),
        贷方金额: yuan(line.credit),
        附件数: voucher.attachments.length,
        制单人: voucher.preparer,
        审核人: voucher.reviewer ?? '',
        记账标志: '1',
        作废标志: '0',
        日志位置: voucher.position,
        事件标识: voucher.eventId,
      }),
    )
    .join('');

/** Text as XML 1.0 allows it: what it has no character for is left out. */
const xmlText = (text: string): string =>
  escaped(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, ''));
