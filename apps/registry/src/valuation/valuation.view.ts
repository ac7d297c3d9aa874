import type { Appraisal } from '@ledger/domain/valuation/valuation.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One recorded appraisal. Whether it is valid is asked of the clock. */
@Entity({ schema: 'read', name: 'valuation_view' })
export class ValuationView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'valuation_id' })
  valuationId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('jsonb')
  appraisal!: Appraisal;

  @PositionColumn({ name: 'title_version' })
  titleVersion!: number;

  /** Its place in the asset's valuation stream: the order of the list. */
  @PositionColumn()
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
