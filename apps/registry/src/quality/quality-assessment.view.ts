import type { QualityEvent } from '@ledger/domain/quality/quality.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One quality assessment of an asset. */
@Entity({ schema: 'read', name: 'quality_assessment' })
export class QualityAssessmentView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'assessment_id' })
  assessmentId!: string;

  @Column('uuid', { name: 'asset_id' })
  assetId!: string;

  @Column('jsonb')
  assessment!: QualityEvent['data'];

  @Column('text', { name: 'recorded_at' })
  recordedAt!: string;

  /** Its place in the asset's stream: the order of the list. */
  @PositionColumn()
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
