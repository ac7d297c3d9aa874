import type { BookNoteFact } from '@ledger/domain/reporting/book-note.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What text disclosures say of a book. */
@Entity({ schema: 'read', name: 'book_note' })
export class BookNoteView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'book_id' })
  bookId!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'asset_id', nullable: true })
  assetId!: string | null;

  @Column('text', { name: 'carried_as', nullable: true })
  carriedAs!: string | null;

  /** The day from which it is carried no more, or as something else. */
  @Column('text', { name: 'ended_on', nullable: true })
  endedOn!: string | null;

  @Column('text', { nullable: true })
  method!: string | null;

  /** Months of the straight line. */
  @Column('integer', { nullable: true })
  months!: number | null;

  /** First month that the estimate governs. */
  @Column('text', { name: 'life_from', nullable: true })
  lifeFrom!: string | null;

  @Column('text', { name: 'life_on', nullable: true })
  lifeOn!: string | null;

  /** The last day on which an estimate was changed. */
  @Column('text', { name: 'changed_on', nullable: true })
  changedOn!: string | null;

  /** The last day of a loss, its reversal, a lapse or a classification. */
  @Column('text', { name: 'measured_on', nullable: true })
  measuredOn!: string | null;

  /** The last day of any fact: a report up to it or later is told by the columns alone. */
  @Column('text', { name: 'told_on', nullable: true })
  toldOn!: string | null;

  @Column('jsonb')
  facts!: readonly BookNoteFact[];

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** A bar on a title with its days. */
@Entity({ schema: 'read', name: 'title_bar' })
export class TitleBarView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'bar_id' })
  barId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text')
  ground!: string;

  @Column('text')
  authority!: string;

  @Column('text', { name: 'from_on' })
  fromOn!: string;

  /** Inclusive last day; null: open. */
  @Column('text', { name: 'until_on', nullable: true })
  untilOn!: string | null;

  @Column('text', { name: 'lifted_on', nullable: true })
  liftedOn!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
