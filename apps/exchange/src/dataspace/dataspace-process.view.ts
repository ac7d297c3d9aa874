import type { ConnectorRole } from '@ledger/domain/dataspace/negotiation.graph.js';
import type { Negotiation } from '@ledger/domain/dataspace/negotiation.state.js';
import type { Transfer } from '@ledger/domain/dataspace/transfer.state.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One negotiation or transfer as it stands. */
@Entity({ schema: 'read', name: 'dataspace_process' })
export class DataspaceProcessView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'process_id' })
  processId!: string;

  @Column('text')
  kind!: 'negotiation' | 'transfer';

  @Column('text')
  role!: ConnectorRole;

  /** Our side's organisation. */
  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'counterparty_id' })
  counterpartyId!: string;

  @Column('text')
  state!: string;

  @Column('text', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('text', { name: 'agreement_id', nullable: true })
  agreementId!: string | null;

  /** The oldest of our messages that the other side has not taken. */
  @Column('integer', { name: 'oldest_unsettled', nullable: true })
  oldestUnsettled!: number | null;

  @Column('jsonb')
  folded!: Negotiation | Transfer;

  @PositionColumn()
  version!: number;

  @PositionColumn({ name: 'first_position' })
  firstPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
