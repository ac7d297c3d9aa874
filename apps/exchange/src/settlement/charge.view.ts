import type { OrderData } from '@ledger/domain/order/order.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a charge says, but for whom and when; its postings stand on the accounts. */
export type ChargeColumn = Omit<
  OrderData<'ChargePosted'>,
  'orderId' | 'chargeNo' | 'sellerPartyId' | 'buyerPartyId' | 'on' | 'postings' | 'division'
>;

/** One charge of an order, as both sides see it. */
@Entity({ schema: 'read', name: 'charge' })
export class ChargeView implements ProjectedRow {
  /** `<orderId>.c<chargeNo>`. */
  @PrimaryColumn('text', { name: 'charge_id' })
  chargeId!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  @PositionColumn({ name: 'charge_no' })
  chargeNo!: number;

  @Column('text', { name: 'seller_party_id' })
  sellerPartyId!: string;

  @Column('text', { name: 'buyer_party_id' })
  buyerPartyId!: string;

  /** Calendar date in Asia/Shanghai. */
  @Column('text', { name: 'on_date' })
  onDate!: string;

  @Column('jsonb')
  content!: ChargeColumn;

  /** Fen that later charges took back, as decimal text. */
  @Column('text', { name: 'taken_back_minor' })
  takenBackMinor!: string;

  @Column('boolean', { name: 'is_settled' })
  isSettled!: boolean;

  @PositionColumn()
  position!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
