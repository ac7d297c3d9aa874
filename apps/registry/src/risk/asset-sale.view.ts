import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an order of the exchange, or one charge under it, earns its seller, from its day on. */
@Entity({ schema: 'read', name: 'asset_sale' })
export class AssetSaleView implements ProjectedRow {
  /** The order; of a charge `<orderId>.<chargeNo>`. */
  @PrimaryColumn('text', { name: 'sale_id' })
  saleId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  /** Fen, as decimal text; below 0 where a charge takes back. */
  @Column('text', { name: 'amount_minor' })
  amountMinor!: string;

  /** Day (Asia/Shanghai) of the contract, or of the charge; null while there is no contract. */
  @Column('text', { name: 'contracted_on', nullable: true })
  contractedOn!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
