import type { Grade } from '@ledger/domain/asset/asset.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Until when the last grading of an asset stands. */
@Entity({ schema: 'read', name: 'grading_due' })
export class GradingDueView implements ProjectedRow {
  @PrimaryColumn('uuid', { name: 'asset_id' })
  assetId!: string;

  @Column('uuid', { name: 'applicant_party_id' })
  applicantPartyId!: string;

  @Column('text')
  grade!: Grade;

  /** Inclusive last day. */
  @Column('text', { name: 'valid_until' })
  validUntil!: string;

  /** First day on which another look is due. */
  @Column('text', { name: 'due_from' })
  dueFrom!: string;

  /** Whether an alert said so. */
  @Column('boolean')
  told!: boolean;

  @PositionColumn({ name: 'graded_position' })
  gradedPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
