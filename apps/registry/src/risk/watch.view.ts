import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one party watches of one asset: by its list, or for what it has at stake. */
@Entity({ schema: 'read', name: 'watch' })
export class WatchView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'watch_id' })
  watchId!: string;

  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  /** Whether the asset is on the party's list. */
  @Column('boolean')
  listed!: boolean;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text', { array: true })
  grounds!: readonly AlertGround[];

  /** Day on which the clock alone may change what there is to tell; null: none. */
  @Column('text', { name: 'next_on', nullable: true })
  nextOn!: string | null;

  /** Whether it is on the list or something is at stake. */
  @Column('boolean', { name: 'is_active' })
  isActive!: boolean;

  @Column('text')
  since!: string;

  /** Position at which it began: the order of the list. */
  @PositionColumn({ name: 'begun_position' })
  begunPosition!: number;

  /** Version of the watch. */
  @PositionColumn()
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
