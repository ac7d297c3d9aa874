import type { DuplicateBasis } from '@ledger/domain/fingerprint/fingerprint.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Two assets of two holders that may have one content. */
@Entity({ schema: 'read', name: 'duplicate' })
export class DuplicateView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'duplicate_id' })
  duplicateId!: string;

  @Column('text', { name: 'later_asset_id' })
  laterAssetId!: string;

  @Column('text', { name: 'later_registrar' })
  laterRegistrar!: string;

  @Column('text', { name: 'earlier_asset_id' })
  earlierAssetId!: string;

  @Column('text', { name: 'earlier_registrar' })
  earlierRegistrar!: string;

  @Column('text', { name: 'earlier_applicant' })
  earlierApplicant!: string;

  @Column('text')
  basis!: DuplicateBasis;

  @PositionColumn({ name: 'similarity_permille' })
  similarityPermille!: number;

  /** Null while the bar is being raised. */
  @PositionColumn({ name: 'duplicate_no', nullable: true })
  duplicateNo!: number | null;

  @Column('text', { nullable: true })
  decision!: 'unfounded' | 'upheld' | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'noticed_at' })
  noticedAt!: string;

  @PositionColumn({ name: 'noticed_position' })
  noticedPosition!: number;

  @Column('text', { name: 'resolved_at', nullable: true })
  resolvedAt!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
