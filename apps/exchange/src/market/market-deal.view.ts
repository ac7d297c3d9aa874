import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import type { ProductType } from '@ledger/domain/offer/product.js';
import type { GrantTerms } from '@ledger/domain/title/title.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A deal: what statistics and comparisons are made of. Its parties are counted and never told. */
@Entity({ schema: 'read', name: 'market_deal' })
export class MarketDealView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'offer_id' })
  offerId!: string;

  @Column('text', { name: 'seller_party_id' })
  sellerPartyId!: string;

  @Column('text', { name: 'buyer_party_id' })
  buyerPartyId!: string;

  @Column('text')
  kind!: OfferContent['kind'];

  @Column('text')
  delivery!: OfferContent['delivery'];

  @Column('text', { nullable: true })
  product!: ProductType | null;

  /** The rights that were sold. */
  @Column('jsonb')
  terms!: GrantTerms;

  /** A side has declared that the two are related: the price counts nowhere. */
  @Column('boolean', { name: 'is_related' })
  isRelated!: boolean;

  /** Id of the event that settled it; null as `settledMonth` is. */
  @Column('text', { name: 'comparable_id', nullable: true })
  comparableId!: string | null;

  /** `yyyy-MM` of the settlement; null before it, and once all was given back. */
  @Column('text', { name: 'settled_month', nullable: true })
  settledMonth!: string | null;

  /** Price without VAT in fen, less what was given back of it; null before the settlement. */
  @Column('bigint', { name: 'net_minor', nullable: true })
  netMinor!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
