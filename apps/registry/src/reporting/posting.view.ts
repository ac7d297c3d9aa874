import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was moved on which day, on which account, in which cell. */
abstract class Posted {
  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  /** Accounting date: within the journal's month. */
  @Column('text')
  date!: string;

  /** Where the tables show it: another day than `date` only for what restates an earlier period. */
  @Column('text', { name: 'report_date' })
  reportDate!: string;

  @Column('text', { name: 'account_code' })
  accountCode!: string;

  @Column('text', { name: 'account_name' })
  accountName!: string;

  /** The general ledger's account that it belongs to, or itself. */
  @Column('text', { name: 'general_code' })
  generalCode!: string;

  @Column('text', { name: 'general_name' })
  generalName!: string;

  @Column('text')
  role!: string;

  /** The cell of a statutory table that it moves: table/section/row/source. */
  @Column('text', { nullable: true })
  movement!: string | null;

  @Column('bigint')
  debit!: string;

  @Column('bigint')
  credit!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** One line of a posted voucher. Amounts are fen as decimal text; a red voucher's are negative. */
@Entity({ schema: 'read', name: 'posting' })
export class PostingView extends Posted implements ProjectedRow {
  /** The voucher's key and the line. */
  @PrimaryColumn('text')
  key!: string;

  @Column('text', { name: 'voucher_key' })
  voucherKey!: string;

  @Column('integer')
  line!: number;

  @Column('text', { name: 'book_id', nullable: true })
  bookId!: string | null;

  @Column('text', { name: 'source_stream', nullable: true })
  sourceStream!: string | null;

  @Column('integer', { name: 'source_version', nullable: true })
  sourceVersion!: number | null;

  @Column('text', { name: 'source_event_id', nullable: true })
  sourceEventId!: string | null;

  @Column('text', { name: 'sum_key' })
  sumKey!: string;

  /** Debits of its sum up to and including this line; so too the credits. */
  @Column('bigint', { name: 'sum_debit' })
  sumDebit!: string;

  @Column('bigint', { name: 'sum_credit' })
  sumCredit!: string;

  @PositionColumn()
  position!: number;
}

/** What was ever debited to a book's cost: an upper bound of its carrying amount on any day. */
@Entity({ schema: 'read', name: 'posting_book' })
export class PostingBookView implements ProjectedRow {
  @PrimaryColumn('text')
  key!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('text', { name: 'book_id' })
  bookId!: string;

  /** The table that it was in. */
  @Column('text', { name: 'carried_as' })
  carriedAs!: string;

  @Column('bigint', { name: 'cost_debit' })
  costDebit!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** What was posted on one day to one account and one cell of the tables. */
@Entity({ schema: 'read', name: 'posting_sum' })
export class PostingSumView extends Posted implements ProjectedRow {
  @PrimaryColumn('text')
  key!: string;

  /** Whether the lines name a book: then what they say of an asset is a data resource. */
  @Column('boolean', { name: 'has_book' })
  hasBook!: boolean;

  /** A balance taken over on migration. */
  @Column('boolean', { name: 'is_opening' })
  isOpening!: boolean;
}
