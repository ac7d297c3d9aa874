import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order that the clock will charge. */
@Entity({ schema: 'read', name: 'charge_schedule' })
export class ChargeScheduleView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  /** First day (Shanghai) on which there is something to do. */
  @Column('text', { name: 'next_on' })
  nextOn!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
