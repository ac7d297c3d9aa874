import { PositionColumn, PositionKey } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity } from 'typeorm';

/** Where an event of the feed stands; what it says is read from the log. */
@Entity({ schema: 'read', name: 'feed_event' })
export class FeedEventView implements ProjectedRow {
  @PositionKey()
  position!: number;

  @Column({ type: 'text' })
  stream!: string;

  /** Place in the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  type!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
