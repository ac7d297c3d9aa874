import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * `pending`: the deal is not performed; `open`: to be booked; `booked`; `review`: booked, and then
 * money went back; `withdrawn`: nothing came of it.
 */
export type SuggestionState = 'pending' | 'open' | 'booked' | 'review' | 'withdrawn';

/** What one order means for the accounts of one of its sides. */
@Entity({ schema: 'read', name: 'accounting_suggestion' })
export class SuggestionView implements ProjectedRow {
  /** `<orderId>.buyer` or `<orderId>.seller`. */
  @PrimaryColumn('text', { name: 'suggestion_id' })
  suggestionId!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  @Column('text')
  side!: string;

  /** Whose accountant it is for. */
  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text')
  name!: string;

  /** Kind of the deal, as the offer says. */
  @Column('text')
  deal!: string;

  @Column('text')
  net!: string;

  @Column('text')
  vat!: string;

  @Column('text')
  refunded!: string;

  @Column('text')
  state!: SuggestionState;

  /** Day on which the delivery was accepted: control has passed, the price is earned. */
  @Column('text', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('text', { name: 'book_id', nullable: true })
  bookId!: string | null;

  /** Position of the event that made it what it is. */
  @PositionColumn({ name: 'told_position' })
  toldPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
