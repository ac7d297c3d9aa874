import { present } from '@ledger/contracts/present.js';
import type {
  JournalVoucherDto,
  LedgerAccountDto,
  LedgerLineDto,
  TurnoverDto,
} from '@ledger/contracts/reporting/journal.dto.js';
import type {
  BalanceSheetDto,
  DisclosureDto,
  ReportHeadDto,
  StatutoryTableDto,
  TrialBalanceDto,
} from '@ledger/contracts/reporting/report.dto.js';
import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import type { Turnover } from '@ledger/domain/reporting/account-sums.js';
import type { Figures } from '@ledger/domain/reporting/statutory-table.js';
import type { TrialBalanceRow } from '@ledger/domain/reporting/trial-balance.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import type { ShownDisclosure } from './disclosures.js';
import type { JournalLine, JournalVoucher } from './journal.reads.js';
import type { GeneralLedgerMonth, LedgerLine } from './ledger.reads.js';
import type { ReportScope } from './report-scope.js';
import type { PeriodTable, Reports } from './reports.js';

/** Fen as the wire has them: yuan with two decimals. */
export const yuan = (minor: bigint | string): string => fromMinorUnits(BigInt(minor)).amount;

/** The amount that a cursor carries, in fen; one that no list of ours gave out is a 400. */
export const carriedAmount = (amount: string): bigint => {
  if (!/^-?\d{1,15}\.\d{2}$/u.test(amount)) throw problem('invalid_cursor');
  return minorUnits({ amount, currency: 'CNY' });
};

export const headAnswer = ({
  entityPartyId,
  entityName,
  from,
  to,
  knownAt,
}: ReportScope): ReportHeadDto => ({ entityPartyId, entityName, from, to, knownAt });

const lineAnswer = (line: JournalLine): JournalVoucherDto['lines'][number] => ({
  line: line.line,
  account: line.accountCode,
  accountName: line.accountName,
  debit: yuan(line.debit),
  credit: yuan(line.credit),
  ...present({ bookId: line.bookId ?? undefined, movement: line.movement ?? undefined }),
  ...present({ source: sourceAnswer(line) }),
});

type Sourced = Pick<JournalLine, 'sourceStream' | 'sourceVersion' | 'sourceEventId'>;

export const sourceAnswer = ({ sourceStream, sourceVersion, sourceEventId }: Sourced) =>
  sourceStream === null || sourceVersion === null || sourceEventId === null
    ? undefined
    : { stream: sourceStream, version: sourceVersion, eventId: sourceEventId };

export const voucherAnswer = (voucher: JournalVoucher): JournalVoucherDto => {
  const { reversesMonth, reversesNumber } = voucher;
  const isRed = reversesMonth !== null && reversesNumber !== null;
  return {
    month: voucher.month,
    number: voucher.number,
    kind: voucher.kind,
    date: voucher.date,
    ...present({
      concernsMonth: voucher.concernsMonth ?? undefined,
      restatedMonth: voucher.restatedMonth ?? undefined,
      reviewer: voucher.reviewer ?? undefined,
    }),
    summary: voucher.summary,
    lines: voucher.lines.map(lineAnswer),
    attachments: voucher.attachments,
    preparer: voucher.preparer,
    ...(isRed && { reverses: { month: reversesMonth, number: reversesNumber } }),
    position: voucher.position,
    recordedAt: voucher.recordedAt,
    eventId: voucher.eventId,
  };
};

/** Lines with the balance after each; `balance` is what stood before the first. */
export const ledgerAnswer = (
  lines: readonly LedgerLine[],
  balance: bigint,
): readonly LedgerLineDto[] => {
  let running = balance;
  return lines.map(({ key: _, accountCode: account, bookId, debit, credit, ...line }) => {
    running += BigInt(debit) - BigInt(credit);
    return {
      ...line,
      account,
      ...present({ bookId: bookId ?? undefined }),
      debit: yuan(debit),
      credit: yuan(credit),
      balance: yuan(running),
    };
  });
};

/** Accounts of a period by month; those with a balance and no postings are there too. */
export const generalLedgerAnswer = (
  rows: readonly TrialBalanceRow[],
  months: readonly GeneralLedgerMonth[],
): readonly LedgerAccountDto[] => {
  const byAccount = new Map<string, GeneralLedgerMonth[]>();
  for (const month of months) {
    byAccount.set(month.code, [...(byAccount.get(month.code) ?? []), month]);
  }
  return rows.map(({ code, name, opening, closing }) => {
    let running = opening.debit - opening.credit;
    return {
      account: code,
      accountName: name,
      opening: yuan(running),
      months: (byAccount.get(code) ?? []).map(({ month, debit, credit }) => {
        running += BigInt(debit) - BigInt(credit);
        return { month, debit: yuan(debit), credit: yuan(credit), balance: yuan(running) };
      }),
      closing: yuan(closing.debit - closing.credit),
    };
  });
};

const turnover = ({ debit, credit }: Turnover): TurnoverDto => ({
  debit: yuan(debit),
  credit: yuan(credit),
});

const threePairs = ({ opening, period, closing }: Omit<TrialBalanceRow, 'code' | 'name'>) => ({
  opening: turnover(opening),
  period: turnover(period),
  closing: turnover(closing),
});

type Found<Report extends 'trialBalance' | 'balanceSheet'> = Awaited<ReturnType<Reports[Report]>>;

export const trialBalanceAnswer = (
  scope: ReportScope,
  { balance, differences }: Found<'trialBalance'>,
): TrialBalanceDto => ({
  ...headAnswer(scope),
  rows: balance.rows.map(({ code, name, ...row }) => ({
    account: code,
    accountName: name,
    ...threePairs(row),
  })),
  totals: threePairs(balance.totals),
  differences,
});

export const balanceSheetAnswer = (
  scope: ReportScope,
  { lines, differences }: Found<'balanceSheet'>,
): BalanceSheetDto => ({
  ...headAnswer(scope),
  format: scope.format,
  lines: lines.map(({ name, label, amount, ofWhich }) => ({
    name,
    label,
    amount: { closing: yuan(amount.closing), opening: yuan(amount.opening) },
    ofWhich: { closing: yuan(ofWhich.closing), opening: yuan(ofWhich.opening) },
  })),
  differences,
});

const figuresAnswer = ({ purchased, selfMade, other, total }: Figures) => ({
  purchased: yuan(purchased),
  selfMade: yuan(selfMade),
  other: yuan(other),
  total: yuan(total),
});

const tableAnswer = ({ from, to, isRestated, table }: PeriodTable): StatutoryTableDto => ({
  from,
  to,
  isRestated,
  rows: table.rows.map(({ no, key, label, level, figures }) => ({
    no,
    key,
    label,
    level,
    ...(figures && { figures: figuresAnswer(figures) }),
  })),
});

export const disclosureAnswer = (
  scope: ReportScope,
  { current, comparative, restatements, notes, differences }: ShownDisclosure,
): DisclosureDto => ({
  ...headAnswer(scope),
  name: current.table.name,
  title: current.table.title,
  table: tableAnswer(current),
  comparative: tableAnswer(comparative),
  restatements: restatements.map(({ effects, ...one }) => ({
    ...one,
    effects: effects.map(({ row, column, amount }) => ({ row, column, amount: yuan(amount) })),
  })),
  notes,
  differences,
});
