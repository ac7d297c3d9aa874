import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one asset was made from. */
@Entity({ schema: 'read', name: 'lineage' })
export class LineageView implements ProjectedRow {
  @PrimaryColumn({ name: 'asset_id', type: 'uuid' })
  assetId!: string;

  @Column({ name: 'source_ids', type: 'uuid', array: true })
  sourceIds!: readonly string[];

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
