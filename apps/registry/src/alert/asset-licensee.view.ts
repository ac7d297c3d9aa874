import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A buyer of the exchange whose order concerns an asset. */
@Entity({ schema: 'read', name: 'asset_licensee' })
export class AssetLicenseeView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text', { name: 'buyer_party_id' })
  buyerPartyId!: string;

  /** Inclusive last day of use; null: as long as the seller's own right. */
  @Column('text', { name: 'until_date', nullable: true })
  until!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
