import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One unit of account. */
@Entity({ schema: 'read', name: 'book' })
export class BookView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'book_id' })
  bookId!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  lot!: string | null;

  @Column('text')
  source!: string;

  @Column('text')
  status!: string;

  /** `<version> <status>` of each fact that set one: a reversal takes its own away. */
  @Column('text', { array: true })
  steps!: readonly string[];

  @Column('text', { name: 'asset_id', nullable: true })
  assetId!: string | null;

  @PositionColumn({ name: 'opened_position' })
  openedPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
