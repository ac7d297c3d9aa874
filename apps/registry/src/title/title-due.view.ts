import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something in a title that time will end unless somebody acts before. */
@Entity({ schema: 'read', name: 'title_due' })
export class TitleDueView implements ProjectedRow {
  /** `reservation/<id>` or `claim/<pledgeId>`. */
  @PrimaryColumn('text')
  subject!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  /** Instant (RFC 3339 UTC, six decimals, so that it sorts as text) from which it is over. */
  @Column('text', { name: 'due_at' })
  dueAt!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
