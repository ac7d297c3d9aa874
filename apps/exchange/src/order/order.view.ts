import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import type { CancellationReason } from '@ledger/domain/order/order.events.js';
import type { OrderSide, OrderStage } from '@ledger/domain/order/order.state.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Ordinary: `licenceId`; else `reservationId`, `expiresAt`, in the end a grant or a transfer. */
export interface LicenceColumn {
  readonly licenceId?: string;
  readonly reservationId?: string;
  readonly expiresAt?: string;
  readonly grantId?: string;
  readonly transferId?: string;
  readonly toHoldingId?: string;
  readonly titleVersion: number;
}

export interface RefusalColumn {
  readonly code: string;
  readonly obstacles: JsonObject;
  readonly titleVersion: number;
}

/** One order as it stands. */
@Entity({ schema: 'read', name: 'order_view' })
export class OrderView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'offer_id' })
  offerId!: string;

  @PositionColumn({ name: 'offer_version' })
  offerVersion!: number;

  @Column('text', { name: 'seller_party_id' })
  sellerPartyId!: string;

  @Column('text', { name: 'buyer_party_id' })
  buyerPartyId!: string;

  @Column('text')
  state!: OrderStage;

  @Column('jsonb')
  content!: OfferContent;

  @Column('text')
  purpose!: string;

  /** Calendar date in Asia/Shanghai. */
  @Column('text', { name: 'placed_on' })
  placedOn!: string;

  @Column('jsonb', { nullable: true })
  licence!: LicenceColumn | null;

  /** Contract digest by side. */
  @Column('jsonb')
  signatures!: { readonly [side in OrderSide]?: string };

  @Column('jsonb', { nullable: true })
  refusal!: RefusalColumn | null;

  @Column('text', { nullable: true })
  cancellation!: CancellationReason | null;

  /** Agreed price with VAT, CNY. */
  @Column('text')
  gross!: string;

  /** State to which a dispute or a refund leads back. */
  @Column('text', { nullable: true })
  resumes!: OrderStage | null;

  /** Reason code of a state that is an end. */
  @Column('text', { nullable: true })
  ending!: string | null;

  /** Inclusive last day (Shanghai) of what the clock ends by itself. */
  @Column('text', { name: 'due_after', nullable: true })
  dueAfter!: string | null;

  @PositionColumn()
  version!: number;

  /** Position of its first event: the order of the list, which never changes. */
  @PositionColumn({ name: 'first_position' })
  firstPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
