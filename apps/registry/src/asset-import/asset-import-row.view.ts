import type { RowOutcome } from '@ledger/domain/import/import.events.js';
import type { RowRemark } from '@ledger/domain/import/row-remark.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of one row of a sheet. */
@Entity({ schema: 'read', name: 'asset_import_row' })
export class AssetImportRowView implements ProjectedRow {
  /** `<importId>/<row>`. */
  @PrimaryColumn({ name: 'row_key', type: 'text' })
  rowKey!: string;

  @Column({ name: 'import_id', type: 'uuid' })
  importId!: string;

  /** The number that a person sees beside the row. */
  @Column({ name: 'row_number', type: 'integer' })
  row!: number;

  @Column({ name: 'external_number', type: 'text', nullable: true })
  externalNumber!: string | null;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text' })
  outcome!: RowOutcome;

  @Column({ name: 'asset_id', type: 'uuid', nullable: true })
  assetId!: string | null;

  @Column({ type: 'jsonb' })
  problems!: readonly RowRemark[];

  @Column({ type: 'jsonb' })
  notes!: readonly RowRemark[];

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
