import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why an organisation may see an asset that it did not apply for. */
export type ReaderGround = 'holder' | 'grantee' | 'lender' | 'pledgee' | 'claimant';

/** One reason for which organisations other than the applicant may see an asset. */
@Entity({ schema: 'read', name: 'asset_reader' })
export class AssetReaderView implements ProjectedRow {
  /** Asset and the fact that lets them in, e.g. `<assetId>/lender/<authorisationId>`. */
  @PrimaryColumn({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'asset_id', type: 'uuid' })
  assetId!: string;

  /** `claimant` alone shows nothing: a claim nobody confirmed opens no door. */
  @Column({ type: 'text' })
  ground!: ReaderGround;

  @Column({ name: 'party_ids', type: 'uuid', array: true })
  partyIds!: readonly string[];

  /** Inclusive last day (Shanghai); null: until it is ended. */
  @Column({ name: 'until_date', type: 'text', nullable: true })
  until!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
