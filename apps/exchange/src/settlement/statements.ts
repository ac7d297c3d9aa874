import type { ChargeDto } from '@ledger/contracts/pricing/charge.dto.js';
import type { InvoiceDto } from '@ledger/contracts/settlement/settlement.dto.js';
import type {
  NettingDto,
  StatementAccountDto,
  StatementLineDto,
  StatementPartyDto,
} from '@ledger/contracts/settlement/statement.dto.js';
import { addDays } from '@ledger/domain/calendar.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { accountParts } from '@ledger/domain/settlement/posting.js';
import { PartyNames } from '@ledger/http/parties/party-names.js';
import { Inject, Injectable } from '@nestjs/common';
import { chargeAnswer } from './charge.answer.js';
import type { ChargeView } from './charge.view.js';
import { LedgerRows, type EntryPlace } from './ledger-rows.js';
import { entryAnswer, invoiceAnswer } from './settlement.answer.js';
import type { LedgerEntryView } from './settlement.views.js';

/** Lines and invoices that a statement shows in one piece. */
const shownMax = 2_000;
/** Lines of a file that are read at once. */
const pageMax = 1_000;
/** Before the first day of any account. */
const beginning = '1970-01-01';

export interface Period {
  readonly partyId: string;
  readonly from: string;
  readonly to: string;
}

export interface Statement extends Period {
  readonly parties: readonly StatementPartyDto[];
  readonly accounts: readonly StatementAccountDto[];
  readonly lines: readonly StatementLineDto[];
  readonly isComplete: boolean;
  readonly charges: readonly ChargeDto[];
  readonly invoices: readonly InvoiceDto[];
  readonly netting: NettingDto;
}

/** A charge with what its sides are called. */
export type NamedCharge = ChargeDto & { readonly seller: string; readonly buyer: string };

/** A party's money over a period, from the turnover of days: no history is added up. */
@Injectable()
export class Statements {
  constructor(
    @Inject(LedgerRows) private readonly rows: LedgerRows,
    @Inject(PartyNames) private readonly names: PartyNames,
  ) {}

  async of(period: Period): Promise<Statement> {
    const { partyId, from, to } = period;
    const accounts = await this.accountsOf(period);
    const ids = accounts.map(({ id }) => id);
    const found = await this.page(ids, period, undefined, shownMax + 1);
    const invoices = await this.rows.invoices(partyId, from, to, shownMax);
    const charged = await this.charged(period);
    const shown = {
      accounts,
      lines: found.slice(0, shownMax).map(lineAnswer),
      charges: charged.slice(0, shownMax).map(chargeAnswer),
      invoices: invoices.map(invoiceAnswer),
    };
    return {
      ...period,
      parties: await this.named(partiesOf(partyId, shown), to),
      ...shown,
      isComplete: found.length <= shownMax && charged.length <= shownMax,
      netting: nettingOf(accounts),
    };
  }

  private async named(
    partyIds: readonly string[],
    date: string,
  ): Promise<readonly StatementPartyDto[]> {
    const names = await this.names.on(date, partyIds);
    return partyIds.map(names.of).map(({ partyId, name, identifier }) => ({
      ...{ partyId, name },
      ...(identifier !== undefined && { identifier }),
    }));
  }

  /** What was charged on either side, oldest first: one more than is shown, where there is more. */
  private async charged(period: Period): Promise<readonly ChargeView[]> {
    const take = shownMax + 1;
    const sold = await this.rows.charges('sellerPartyId', period, undefined, take);
    const bought = await this.rows.charges('buyerPartyId', period, undefined, take);
    return [...sold, ...bought].sort((a, b) => a.position - b.position).slice(0, take);
  }

  /** Every charge of the period, first as seller, then as buyer, page by page: for files. */
  async *charges(period: Period): AsyncGenerator<NamedCharge> {
    for (const side of ['sellerPartyId', 'buyerPartyId'] as const) {
      for (let after: ChargeView | undefined; ;) {
        const page = await this.rows.charges(side, period, after, pageMax);
        const sides = page.flatMap((row) => [row.sellerPartyId, row.buyerPartyId]);
        const { of: called } = await this.names.on(period.to, sides);
        for (const row of page) {
          const seller = called(row.sellerPartyId).name;
          yield { ...chargeAnswer(row), seller, buyer: called(row.buyerPartyId).name };
        }
        after = page.at(-1);
        if (page.length < pageMax) break;
      }
    }
  }

  /** Every line of the period, page by page: for files. */
  async *lines(period: Period): AsyncGenerator<StatementLineDto> {
    const ids = (await this.rows.ownAccounts(period.partyId)).map(({ accountId }) => accountId);
    for (let after: EntryPlace | undefined; ;) {
      const page = await this.page(ids, period, after, pageMax);
      for (const row of page) yield lineAnswer(row);
      after = page.at(-1);
      if (page.length < pageMax) return;
    }
  }

  private page(
    ids: readonly string[],
    period: Period,
    after: EntryPlace | undefined,
    take: number,
  ): Promise<LedgerEntryView[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.rows.lines(ids, period, after, take);
  }

  private async accountsOf({ partyId, from, to }: Period): Promise<StatementAccountDto[]> {
    const accounts = await this.rows.ownAccounts(partyId);
    const ids = accounts.map(({ accountId }) => accountId);
    const sums = async (first: string, last: string) => {
      const found = await this.rows.sums(ids, first, last);
      return new Map(found.map((one) => [one.accountId, one]));
    };
    const before = await sums(beginning, addDays(from, -1));
    const during = await sums(from, to);
    return accounts.map(({ accountId: id, kind }) => {
      const opening = balanceOf(before.get(id));
      const debit = BigInt(during.get(id)?.debitMinor ?? '0');
      const credit = BigInt(during.get(id)?.creditMinor ?? '0');
      return {
        id,
        kind,
        opening: fromMinorUnits(opening),
        debit: fromMinorUnits(debit),
        credit: fromMinorUnits(credit),
        closing: fromMinorUnits(opening + credit - debit),
      };
    });
  }
}

/** Whose the statement is first, then everybody else who is named in it. */
const partiesOf = (
  partyId: string,
  { lines, charges, invoices }: Pick<Statement, 'lines' | 'charges' | 'invoices'>,
): readonly string[] => [
  ...new Set([
    partyId,
    ...[...charges, ...invoices].flatMap((one) => [one.sellerPartyId, one.buyerPartyId]),
    ...lines.flatMap(({ counterAccount }) => {
      const { kind, owner = '' } = accountParts(counterAccount) ?? {};
      return kind === 'due' || kind === 'escrow' || !isPartyId(owner) ? [] : [owner];
    }),
  ]),
];

const isPartyId = (owner: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(owner);

const balanceOf = (sums?: { readonly debitMinor: string; readonly creditMinor: string }): bigint =>
  BigInt(sums?.creditMinor ?? '0') - BigInt(sums?.debitMinor ?? '0');

const lineAnswer = (row: LedgerEntryView): StatementLineDto => ({
  accountId: row.accountId,
  ...entryAnswer(row),
});

/** All that a party is owed and owes is set off; what is below zero on an account is owed by it. */
const nettingOf = (accounts: readonly StatementAccountDto[]): NettingDto => {
  const closings = accounts.map(({ closing }) => BigInt(closing.amount.replace('.', '')));
  const owedToParty = closings.reduce((sum, one) => (one > 0n ? sum + one : sum), 0n);
  const owedByParty = closings.reduce((sum, one) => (one < 0n ? sum - one : sum), 0n);
  return {
    owedToParty: fromMinorUnits(owedToParty),
    owedByParty: fromMinorUnits(owedByParty),
    net: fromMinorUnits(owedToParty - owedByParty),
  };
};
