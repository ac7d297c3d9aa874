import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An open hold, which time will end unless somebody acts before. */
@Entity({ schema: 'read', name: 'wallet_hold' })
export class WalletHoldView implements ProjectedRow {
  /** `<partyId>/<holdId>`. */
  @PrimaryColumn('text')
  subject!: string;

  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'hold_id' })
  holdId!: string;

  /** Instant (RFC 3339 UTC, six decimals, so that it sorts as text) from which it is over. */
  @Column('text', { name: 'due_at' })
  dueAt!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
