import { escaped } from '@ledger/domain/markup.js';
import { monthOf } from '@ledger/domain/month.js';
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
  for await (const voucher of data.vouchers) yield voucherOf(voucher);
  yield '</记账凭证>\n</会计核算软件数据>\n';
}

const coverage = `<覆盖声明>
<已覆盖>电子账簿、会计期间、记账凭证类型、币种、会计科目、科目余额及发生额、记账凭证</已覆盖>
<未覆盖>部门档案、员工档案、供应商档案、客户档案、自定义档案、结算方式、汇率类型、科目辅助核算、现金流量、报表集、固定资产、应收应付、工资</未覆盖>
<说明>元素名称与含义参照该标准的数据元素；未按其配套模式文件校验；制单人、审核人为随机标识，不含个人信息；另附日志位置与事件标识以便核证。</说明>
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

const periodsOf = ({ scope, months }: AccountingData): string => {
  const all = new Set([monthOf(scope.from), ...months.map(({ month }) => month)]);
  return [...all]
    .toSorted()
    .map((month) =>
      record('会计期间', { 会计年度: month.slice(0, 4), 会计期间号: Number(month.slice(5)) }),
    )
    .join('');
};

const accountsOf = ({ balance }: AccountingData): string =>
  balance.rows
    .map(({ code, name }) =>
      record('会计科目', {
        科目编号: code,
        科目名称: name,
        科目级次: code.includes('.') ? 2 : 1,
        余额方向: isCreditAccount(code) ? '贷' : '借',
      }),
    )
    .join('');

/** By the first digit of the guidance's codes, and the accounts that are set against assets. */
const isCreditAccount = (code: string): boolean =>
  /^[24]|^6[0-3]|^1(?:471|482|702|703)/u.test(code);

const balancesOf = ({ balance, months }: AccountingData): string => {
  const openings = new Map(
    balance.rows.map(({ code, opening }) => [code, opening.debit - opening.credit]),
  );
  return months
    .map(({ code, month, debit, credit }) => {
      const before = openings.get(code) ?? 0n;
      const after = before + BigInt(debit) - BigInt(credit);
      openings.set(code, after);
      return record('科目余额及发生额', {
        科目编号: code,
        会计年度: month.slice(0, 4),
        会计期间号: Number(month.slice(5)),
        币种编码: 'CNY',
        期初余额方向: before < 0n ? '贷' : '借',
        期初余额: yuan(before < 0n ? -before : before),
        借方发生额: yuan(debit),
        贷方发生额: yuan(credit),
        期末余额方向: after < 0n ? '贷' : '借',
        期末余额: yuan(after < 0n ? -after : after),
      });
    })
    .join('');
};

const voucherOf = (voucher: JournalVoucher): string =>
  voucher.lines
    .map((line) =>
      record('凭证分录', {
        记账凭证日期: voucher.date,
        会计年度: voucher.month.slice(0, 4),
        会计期间号: Number(voucher.month.slice(5)),
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
