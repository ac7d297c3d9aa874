import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Grounds } from './sight/ground.js';

/** Who may read what is recorded next in a stream, or in the streams of an asset. */
@Entity({ schema: 'read', name: 'feed_sight' })
export class FeedSightView implements ProjectedRow {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'json' })
  grounds!: Grounds;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
