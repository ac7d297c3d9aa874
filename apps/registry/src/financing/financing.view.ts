import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One facility. */
@Entity({ schema: 'read', name: 'financing' })
export class FinancingView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'financing_id' })
  financingId!: string;

  @Column('text', { name: 'borrower_party_id' })
  borrowerPartyId!: string;

  @Column('text', { name: 'lender_party_id' })
  lenderPartyId!: string;

  @Column('text')
  status!: string;

  @Column('text', { name: 'asset_ids', array: true })
  assetIds!: readonly string[];

  @Column('text', { name: 'holding_ids', array: true })
  holdingIds!: readonly string[];

  /** The pledge contract that was accepted with the offer. */
  @Column('text', { name: 'contract_digest', nullable: true })
  contractDigest!: string | null;

  @Column('text')
  until!: string;

  /** Fen, as decimal text; zero until the offer is accepted. */
  @Column('text', { name: 'line_minor' })
  lineMinor!: string;

  /** Fen owed, as decimal text. */
  @Column('text', { name: 'balance_minor' })
  balanceMinor!: string;

  @Column('boolean', { name: 'is_breached' })
  isBreached!: boolean;

  @PositionColumn({ name: 'requested_position' })
  requestedPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
