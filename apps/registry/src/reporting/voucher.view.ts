import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A posted voucher without its lines. */
@Entity({ schema: 'read', name: 'voucher' })
export class VoucherView implements ProjectedRow {
  /** Entity, month and number, such that the order of keys is that of the journal. */
  @PrimaryColumn('text')
  key!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('text')
  month!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  kind!: string;

  @Column('text')
  date!: string;

  /** The closed month that a late fact belongs to. */
  @Column('text', { name: 'concerns_month', nullable: true })
  concernsMonth!: string | null;

  /** The month of an earlier period that it restates (CAS 28). */
  @Column('text', { name: 'restated_month', nullable: true })
  restatedMonth!: string | null;

  @Column('text')
  summary!: string;

  /** SHA-256 of each paper attached, hex. */
  @Column('text', { array: true })
  attachments!: readonly string[];

  @Column('text')
  preparer!: string;

  @Column('text', { nullable: true })
  reviewer!: string | null;

  @Column('text', { name: 'chart_policy' })
  chartPolicy!: string;

  @Column('integer', { name: 'chart_version' })
  chartVersion!: number;

  @Column('text', { name: 'reverses_month', nullable: true })
  reversesMonth!: string | null;

  @Column('integer', { name: 'reverses_number', nullable: true })
  reversesNumber!: number | null;

  /** Fen of each line, credits negative. The table refuses what does not add up to nothing. */
  @Column('bigint', { array: true })
  amounts!: readonly string[];

  @Column('text')
  stream!: string;

  @Column('integer')
  version!: number;

  @Column('text', { name: 'event_id' })
  eventId!: string;

  @Column('text', { name: 'recorded_at' })
  recordedAt!: string;

  @PositionColumn()
  position!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** Digits of a voucher's and of a line's number in a key. */
const digits = 9;
const padded = (number: number): string => String(number).padStart(digits, '0');

export const voucherKey = (entityPartyId: string, month: string, number: number): string =>
  `${entityPartyId}/${month}/${padded(number)}`;

export const postingKey = (voucher: string, line: number): string => `${voucher}/${padded(line)}`;
