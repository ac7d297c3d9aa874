import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, In, LessThan, MoreThan } from 'typeorm';
import { ChargeView } from './charge.view.js';
import {
  InvoiceView,
  LedgerAccountView,
  LedgerEntryView,
  LedgerTotalView,
} from './settlement.views.js';

/** Accounts of one party, at most: one of each kind. */
const ownAccountsMax = 100;

/** A leg at which a page goes on, in either direction. */
export interface EntryPlace {
  readonly onDate: string;
  readonly position: number;
  readonly ordinal: number;
}

/** Turnover in fen as text. */
export interface Sums {
  readonly accountId: string;
  readonly debitMinor: string;
  readonly creditMinor: string;
}

/** Statements that read the tables of accounts: each has an index and a limit. */
@Injectable()
export class LedgerRows {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Accounts in the order of their names; of these owners, or of all. */
  accounts(
    owners: readonly string[] | undefined,
    after: string | undefined,
    take: number,
  ): Promise<LedgerAccountView[]> {
    const where: FindOptionsWhere<LedgerAccountView> = {
      ...(owners !== undefined && { owner: In([...owners]) }),
      ...(after !== undefined && { accountId: MoreThan(after) }),
    };
    const order = { accountId: 'ASC' } as const;
    return this.dataSource.getRepository(LedgerAccountView).find({ where, order, take });
  }

  ownAccounts(owner: string): Promise<LedgerAccountView[]> {
    return this.accounts([owner], undefined, ownAccountsMax);
  }

  totals(): Promise<LedgerTotalView[]> {
    return this.dataSource
      .getRepository(LedgerTotalView)
      .find({ order: { kind: 'ASC' }, take: ownAccountsMax });
  }

  /** Newest first: the latest day, and within it the latest of the log. */
  entries(
    accountId: string,
    before: EntryPlace | undefined,
    take: number,
  ): Promise<LedgerEntryView[]> {
    const rows = this.dataSource
      .getRepository(LedgerEntryView)
      .createQueryBuilder('entry')
      .where('entry.accountId = :accountId', { accountId })
      .orderBy('entry.onDate', 'DESC')
      .addOrderBy('entry.position', 'DESC')
      .addOrderBy('entry.ordinal', 'DESC')
      .take(take);
    if (before !== undefined) {
      rows.andWhere(
        '(entry.onDate, entry.position, entry.ordinal) < (:onDate, :position, :ordinal)',
        before,
      );
    }
    return rows.getMany();
  }

  /** Oldest first, of several accounts. */
  lines(
    accountIds: readonly string[],
    { from, to }: { readonly from: string; readonly to: string },
    after: EntryPlace | undefined,
    take: number,
  ): Promise<LedgerEntryView[]> {
    const rows = this.dataSource
      .getRepository(LedgerEntryView)
      .createQueryBuilder('entry')
      .where('entry.accountId IN (:...accountIds)', { accountIds })
      .andWhere('entry.onDate BETWEEN :from AND :to', { from, to })
      .orderBy('entry.onDate', 'ASC')
      .addOrderBy('entry.position', 'ASC')
      .addOrderBy('entry.ordinal', 'ASC')
      .take(take);
    if (after !== undefined) {
      rows.andWhere(
        '(entry.onDate, entry.position, entry.ordinal) > (:onDate, :position, :ordinal)',
        after,
      );
    }
    return rows.getMany();
  }

  /** Turnover of accounts on the days from one to another, both inclusive; from the beginning. */
  sums(accountIds: readonly string[], from: string, to: string): Promise<Sums[]> {
    return this.dataSource.query<Sums[]>(
      `SELECT account_id AS "accountId",
              sum(debit_minor::numeric)::text AS "debitMinor",
              sum(credit_minor::numeric)::text AS "creditMinor"
         FROM read.ledger_day
        WHERE account_id = ANY ($1) AND on_date >= $2 AND on_date <= $3
        GROUP BY account_id LIMIT $4`,
      [accountIds, from, to, ownAccountsMax],
    );
  }

  /** Charges of an order, newest first. */
  chargesOf(orderId: string, before: number | undefined, take: number): Promise<ChargeView[]> {
    return this.dataSource.getRepository(ChargeView).find({
      where: { orderId, ...(before !== undefined && { chargeNo: LessThan(before) }) },
      order: { chargeNo: 'DESC' },
      take,
    });
  }

  /** Charges on one side of a party, oldest first. */
  charges(
    side: 'sellerPartyId' | 'buyerPartyId',
    { partyId, from, to }: { readonly partyId: string; readonly from: string; readonly to: string },
    after: ChargeView | undefined,
    take: number,
  ): Promise<ChargeView[]> {
    const rows = this.dataSource
      .getRepository(ChargeView)
      .createQueryBuilder('charge')
      .where(`charge.${side} = :partyId`, { partyId })
      .andWhere('charge.onDate BETWEEN :from AND :to', { from, to })
      .orderBy('charge.onDate', 'ASC')
      .addOrderBy('charge.position', 'ASC')
      .take(take);
    if (after !== undefined) {
      const { onDate, position } = after;
      rows.andWhere('(charge.onDate, charge.position) > (:onDate, :position)', {
        ...{ onDate, position },
      });
    }
    return rows.getMany();
  }

  /** Invoices on either side, oldest first. */
  async invoices(partyId: string, from: string, to: string, take: number): Promise<InvoiceView[]> {
    const rows = (side: 'sellerPartyId' | 'buyerPartyId') =>
      this.dataSource
        .getRepository(InvoiceView)
        .createQueryBuilder('invoice')
        .where(`invoice.${side} = :partyId`, { partyId })
        .andWhere('invoice.onDate BETWEEN :from AND :to', { from, to })
        .orderBy('invoice.onDate', 'ASC')
        .addOrderBy('invoice.position', 'ASC')
        .take(take)
        .getMany();
    const both = [...(await rows('sellerPartyId')), ...(await rows('buyerPartyId'))];
    return both.sort((a, b) => a.position - b.position).slice(0, take);
  }
}
