import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A deal without its parties: what statistics are made of. */
@Entity({ schema: 'read', name: 'market_deal' })
export class MarketDealView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @Column('text')
  kind!: OfferContent['kind'];

  @Column('text')
  delivery!: OfferContent['delivery'];

  /** `yyyy-MM` of the settlement; null before it, and once all was given back. */
  @Column('text', { name: 'settled_month', nullable: true })
  settledMonth!: string | null;

  /** Price without VAT in fen; null before the settlement. */
  @Column('bigint', { name: 'net_minor', nullable: true })
  netMinor!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
