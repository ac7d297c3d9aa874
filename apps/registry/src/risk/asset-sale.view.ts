import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one order of the exchange earns its seller, from the day of its contract. */
@Entity({ schema: 'read', name: 'asset_sale' })
export class AssetSaleView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  /** Fen, as decimal text. */
  @Column('text', { name: 'amount_minor' })
  amountMinor!: string;

  /** Day (Asia/Shanghai) of the contract; null while there is none. */
  @Column('text', { name: 'contracted_on', nullable: true })
  contractedOn!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
