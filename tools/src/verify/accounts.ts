import type { LoggedEvent } from './event.js';
import type { Finding } from './finding.js';
import { atEvent, elsewhere } from './finding.js';

/** What the read model holds of postings, as of a position: sums of days by what tells them apart. */
export interface StoredSums {
  readonly through: number;
  /** `debit credit` in fen, by `sumKey`. */
  readonly sums: ReadonlyMap<string, string>;
}

interface Line {
  readonly role: string;
  readonly side: string;
  readonly amount: { readonly amount: string };
  readonly account: { readonly code: string; readonly sub?: { readonly code: string } };
  readonly bookId?: string;
  readonly movement?: {
    readonly table: string;
    readonly section: string;
    readonly row: string;
    readonly source: string;
  };
}

interface Voucher {
  readonly entityPartyId: string;
  readonly month: string;
  readonly number: number;
  readonly kind: string;
  readonly date: string;
  readonly concernsMonth?: string;
  readonly restates?: { readonly year: number };
  readonly lines: readonly Line[];
}

interface Journal {
  vouchers: number;
  debit: bigint;
}

/** More of the same kind would say nothing new. */
const findingsMax = 20;

/**
 * Journals made again from their vouchers alone: each balances, numbers have no gap, a month was
 * closed on what it holds, and the sums that every ledger and table is made of are theirs.
 */
export class Accounts {
  readonly findings: Finding[] = [];
  private readonly journals = new Map<string, Journal>();
  private readonly sums = new Map<string, { debit: bigint; credit: bigint }>();

  constructor(private readonly stored: StoredSums | undefined) {}

  take(event: LoggedEvent): void {
    if (event.type === 'VoucherPosted') this.posted(event, event.data as unknown as Voucher);
    if (event.type === 'PeriodClosed' || event.type === 'ReportApproved') this.closed(event);
  }

  /** What of the stored sums is not what the vouchers come to. */
  compared(): readonly Finding[] {
    const { stored } = this;
    if (stored === undefined) return this.findings;
    const found = [...this.findings];
    const made = new Map(
      [...this.sums].map(([key, { debit, credit }]) => [key, `${debit} ${credit}`]),
    );
    for (const key of new Set([...made.keys(), ...stored.sums.keys()])) {
      const [own = '0 0', there = '0 0'] = [made.get(key), stored.sums.get(key)];
      if (own !== there && found.length < findingsMax) found.push(otherSum(key, own, there));
    }
    return found;
  }

  private note(finding: Finding): void {
    if (this.findings.length < findingsMax) this.findings.push(finding);
  }

  private posted({ position, stream }: LoggedEvent, voucher: Voucher): void {
    const journal = this.journals.get(stream) ?? { vouchers: 0, debit: 0n };
    this.journals.set(stream, journal);
    let [debit, credit] = [0n, 0n];
    for (const line of voucher.lines) {
      const fen = BigInt(line.amount.amount.replace('.', ''));
      if (line.side === 'debit') debit += fen;
      else credit += fen;
      if (position <= (this.stored?.through ?? 0)) this.add(voucher, line, fen);
    }
    if (debit !== credit)
      this.note(atEvent(position, '凭证借贷不平', 'the voucher does not balance'));
    if (voucher.number !== journal.vouchers + 1)
      this.note(
        atEvent(
          position,
          `凭证号应为 ${journal.vouchers + 1}，实为 ${voucher.number}`,
          `the voucher should be number ${journal.vouchers + 1}, and is ${voucher.number}`,
        ),
      );
    journal.vouchers = voucher.number;
    journal.debit += debit;
  }

  private closed({ position, stream, data }: LoggedEvent): void {
    const journal = this.journals.get(stream) ?? { vouchers: 0, debit: 0n };
    const { vouchers, debit } = data as {
      readonly vouchers: number;
      readonly debit: { readonly amount: string };
    };
    const isRight =
      vouchers === journal.vouchers && BigInt(debit.amount.replace('.', '')) === journal.debit;
    if (!isRight)
      this.note(
        atEvent(
          position,
          '结账所记的凭证数或借方合计与凭证不符',
          'the month was closed on other vouchers than it holds',
        ),
      );
  }

  private add(voucher: Voucher, line: Line, fen: bigint): void {
    const key = sumKey(voucher, line);
    const sum = this.sums.get(key) ?? { debit: 0n, credit: 0n };
    if (line.side === 'debit') sum.debit += fen;
    else sum.credit += fen;
    this.sums.set(key, sum);
  }
}

const otherSum = (key: string, own: string, there: string): Finding => {
  const [made, held] = [own, there].map((sum) => sum.replace(' ', ' / '));
  return elsewhere(
    `报表的合计与凭证不符（${key}）：凭证为 ${made} 分，库中为 ${held} 分`,
    `a sum of the reports is not that of the vouchers (${key}): ${made} fen, and ${held} there`,
  );
};

/** What tells sums of a day apart; the database says the same with `sumsQuery`. */
const sumKey = (voucher: Voucher, { account, role, bookId, movement }: Line): string => {
  const { code, sub } = account;
  const cell = movement && [movement.table, movement.section, movement.row, movement.source];
  return [
    voucher.entityPartyId,
    dayOf(voucher),
    shownOn(voucher),
    sub === undefined ? code : `${code}.${sub.code}`,
    role,
    String(bookId !== undefined),
    cell?.join('/') ?? '',
    String(voucher.kind === 'opening'),
  ].join('|');
};

export const sumsQuery = `
  SELECT concat_ws('|', entity_party_id, date, report_date, account_code, role, has_book::text,
    coalesce(movement, ''), is_opening::text) AS key, debit || ' ' || credit AS sum
  FROM read.posting_sum`;

/** A date outside of its journal's month counts on the month's nearest day. */
const dayOf = ({ date, month }: Voucher): string => {
  if (date.startsWith(month)) return date;
  return date < month ? `${month}-01` : endOf(month);
};

/** What restates a month is shown at its end. */
const shownOn = (voucher: Voucher): string => {
  const { kind, concernsMonth, restates } = voucher;
  if (kind !== 'restatement') return dayOf(voucher);
  const month = concernsMonth ?? (restates && `${restates.year}-12`);
  return month === undefined ? dayOf(voucher) : endOf(month);
};

const endOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
};
