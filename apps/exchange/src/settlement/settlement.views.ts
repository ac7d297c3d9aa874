import type { BoundPledge } from '@ledger/domain/settlement/pay-down.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What went through an account; amounts are fen as decimal text. */
@Entity({ schema: 'read', name: 'ledger_account' })
export class LedgerAccountView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  kind!: string;

  /** A party, an order, or `exchange`. */
  @Column('text')
  owner!: string;

  @Column('text', { name: 'debit_minor' })
  debitMinor!: string;

  @Column('text', { name: 'credit_minor' })
  creditMinor!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** The same of all accounts of a kind. */
@Entity({ schema: 'read', name: 'ledger_total' })
export class LedgerTotalView implements ProjectedRow {
  @PrimaryColumn('text')
  kind!: string;

  @Column('text', { name: 'debit_minor' })
  debitMinor!: string;

  @Column('text', { name: 'credit_minor' })
  creditMinor!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** One leg of a posting. */
@Entity({ schema: 'read', name: 'ledger_entry' })
export class LedgerEntryView implements ProjectedRow {
  /** `<position>.<ordinal>`. */
  @PrimaryColumn('text', { name: 'entry_id' })
  entryId!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  @PositionColumn()
  position!: number;

  /** Within the event. */
  @PositionColumn()
  ordinal!: number;

  /** Calendar date in Asia/Shanghai. */
  @Column('text', { name: 'on_date' })
  onDate!: string;

  @Column('text')
  stream!: string;

  @Column('text', { name: 'event_type' })
  eventType!: string;

  @Column('text', { name: 'counter_account' })
  counterAccount!: string;

  @Column('text')
  side!: 'debit' | 'credit';

  @Column('text', { name: 'amount_minor' })
  amountMinor!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** What went through an account on a day. */
@Entity({ schema: 'read', name: 'ledger_day' })
export class LedgerDayView implements ProjectedRow {
  /** `<account> <date>`. */
  @PrimaryColumn('text', { name: 'day_id' })
  dayId!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  @Column('text', { name: 'on_date' })
  onDate!: string;

  @Column('text', { name: 'debit_minor' })
  debitMinor!: string;

  @Column('text', { name: 'credit_minor' })
  creditMinor!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** What a seller invoices: blue for a settled order, red for what was given back of it. */
@Entity({ schema: 'read', name: 'invoice' })
export class InvoiceView implements ProjectedRow {
  /** `<orderId>.0`, `<orderId>.<refundNo>`, or of charges `<orderId>.c<no>` and `….<no taken back>`. */
  @PrimaryColumn('text', { name: 'invoice_id' })
  invoiceId!: string;

  @Column('text')
  kind!: 'blue' | 'red';

  @Column('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'blue_invoice_id', nullable: true })
  blueInvoiceId!: string | null;

  @Column('text', { name: 'seller_party_id' })
  sellerPartyId!: string;

  @Column('text', { name: 'buyer_party_id' })
  buyerPartyId!: string;

  @Column('text', { name: 'on_date' })
  onDate!: string;

  @Column('text', { name: 'vat_rate' })
  vatRate!: string;

  @Column('text', { name: 'gross_minor' })
  grossMinor!: string;

  @Column('text', { name: 'vat_minor' })
  vatMinor!: string;

  /** The charge that it invoices; the price has none. */
  @PositionColumn({ name: 'charge_no', nullable: true })
  chargeNo!: number | null;

  @Column('text', { name: 'period_from', nullable: true })
  periodFrom!: string | null;

  @Column('text', { name: 'period_until', nullable: true })
  periodUntil!: string | null;

  @Column('text', { nullable: true })
  quantity!: string | null;

  @Column('text', { nullable: true })
  unit!: string | null;

  /** Yuan as text; of several tiers each, in order. */
  @Column('text', { name: 'unit_price', nullable: true })
  unitPrice!: string | null;

  @PositionColumn()
  position!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** A pledge with a claim on an order's proceeds; `amount` once they are divided. */
export type ProceedsColumn = BoundPledge & { readonly amount?: string };

/** An order whose proceeds pledgees have a claim on. */
@Entity({ schema: 'read', name: 'pledge_proceeds' })
export class PledgeProceedsView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  /** `bound` by the sale, `due` with its settlement, `released` where it came to nothing. */
  @Column('text')
  state!: 'bound' | 'due' | 'released';

  @Column('text', { name: 'pledgee_ids', array: true })
  pledgeeIds!: readonly string[];

  @Column('jsonb')
  pledges!: readonly ProceedsColumn[];

  @PositionColumn({ name: 'first_position' })
  firstPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
