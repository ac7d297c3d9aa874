import type { SheetFormat } from '@ledger/domain/import/import.events.js';
import type { ImportStatus } from '@ledger/domain/import/import.state.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far an import has come. */
@Entity({ schema: 'read', name: 'asset_import' })
export class AssetImportView implements ProjectedRow {
  @PrimaryColumn({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @Column({ name: 'applicant_party_id', type: 'uuid' })
  applicantPartyId!: string;

  @Column({ type: 'text' })
  state!: Exclude<ImportStatus, 'none'>;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'text' })
  format!: SheetFormat;

  @Column({ name: 'file_name', type: 'text', nullable: true })
  fileName!: string | null;

  @Column({ name: 'file_digest', type: 'text' })
  fileDigest!: string;

  @Column({ name: 'row_count', type: 'integer' })
  rowCount!: number;

  @Column({ type: 'integer' })
  accepted!: number;

  /** Kept as drafts. */
  @Column({ type: 'integer' })
  drafted!: number;

  @Column({ name: 'already_there', type: 'integer' })
  alreadyThere!: number;

  @Column({ type: 'integer' })
  refused!: number;

  @Column({ name: 'ignored_columns', type: 'jsonb' })
  ignoredColumns!: readonly string[];

  /** RFC 3339 UTC with six decimals, as the log has it; so are the two below. */
  @Column({ name: 'started_at', type: 'text' })
  startedAt!: string;

  /** When the last report of rows was recorded. */
  @Column({ name: 'reported_at', type: 'text', nullable: true })
  reportedAt!: string | null;

  @Column({ name: 'ended_at', type: 'text', nullable: true })
  endedAt!: string | null;

  /** Never changes, so that lists keep their order. */
  @PositionColumn({ name: 'started_position' })
  startedPosition!: number;

  /** Version of the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
