import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import type { Assessment, OfferContent } from '@ledger/domain/offer/offer.events.js';
import type { Sample } from '@ledger/domain/offer/sample.js';
import type { OfferStage } from '@ledger/domain/offer/offer.state.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One offer as it stands. Whether its last day has passed is asked of the clock. */
@Entity({ schema: 'read', name: 'offer_view' })
export class OfferView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'offer_id' })
  offerId!: string;

  @Column('text', { name: 'seller_party_id' })
  sellerPartyId!: string;

  @Column('text')
  stage!: OfferStage;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text')
  kind!: OfferContent['kind'];

  @Column('jsonb')
  content!: OfferContent;

  /** Inclusive last day of the listing. */
  @Column('text', { nullable: true })
  until!: string | null;

  /** The last compliance assessment. */
  @Column('jsonb', { nullable: true })
  assessment!: Assessment | null;

  /** What the register said at the last listing or revision. */
  @Column('jsonb', { nullable: true })
  sheet!: DataSheet | null;

  @Column('jsonb', { nullable: true })
  sample!: Sample | null;

  /** Name and summary, as words are looked for in them. */
  @Column('text', { name: 'search_text' })
  searchText!: string;

  /** Terms of texts and facts, parted by blanks. */
  @Column('text')
  terms!: string;

  /** What it costs at least, in fen; null: to be agreed. */
  @PositionColumn({ name: 'price_minor', nullable: true })
  priceMinor!: number | null;

  /** Quality in hundredths of a point, cut off; null: not assessed. */
  @PositionColumn({ name: 'quality_hundredths', nullable: true })
  qualityHundredths!: number | null;

  @PositionColumn({ name: 'title_version', nullable: true })
  titleVersion!: number | null;

  @PositionColumn()
  version!: number;

  /** Position of its first event: the order of the list, which never changes. */
  @PositionColumn({ name: 'first_position' })
  firstPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
