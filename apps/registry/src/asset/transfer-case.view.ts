import type { TransferApplication } from '@ledger/domain/title/title.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A transfer of rights that somebody still has to join or to decide (guide art. 34). */
@Entity({ schema: 'read', name: 'transfer_case' })
export class TransferCaseView implements ProjectedRow {
  @PrimaryColumn({ name: 'transfer_id', type: 'uuid' })
  transferId!: string;

  @Column({ name: 'asset_id', type: 'uuid' })
  assetId!: string;

  @Column({ name: 'registrar_party_id', type: 'uuid' })
  registrarPartyId!: string;

  /** Both its sides. */
  @Column({ name: 'party_ids', type: 'uuid', array: true })
  partyIds!: readonly string[];

  @Column({ type: 'jsonb' })
  application!: TransferApplication;

  /** The day from which it waits for whoever has to act now. */
  @Column({ name: 'waiting_since', type: 'text' })
  waitingSince!: string;

  /** Its last day; `9999-12-31` where it has none. */
  @Column({ name: 'case_due', type: 'text' })
  caseDue!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
