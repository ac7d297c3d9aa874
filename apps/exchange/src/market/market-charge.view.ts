import type { ChargeGround } from '@ledger/domain/order/charge.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one order was charged for the periods that begin in one month. */
@Entity({ schema: 'read', name: 'market_charge' })
export class MarketChargeView implements ProjectedRow {
  /** `<orderId>.<month>` */
  @PrimaryColumn('text', { name: 'charge_month_id' })
  chargeMonthId!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  /** `yyyy-MM`. */
  @Column('text')
  month!: string;

  /** Id of the event by which the period was charged first. */
  @Column('text', { name: 'comparable_id' })
  comparableId!: string;

  /** What it was charged for. */
  @Column('text')
  ground!: ChargeGround;

  /** Months of the period; 0 where it is no price of a month: a package, a part of a period. */
  @Column('integer')
  months!: number;

  /** Without VAT, in fen; what was taken back of it is taken off. */
  @Column('bigint', { name: 'net_minor' })
  netMinor!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
