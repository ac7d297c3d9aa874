import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A bar that comes from the insolvency of a party and was not lifted. */
@Entity({ schema: 'read', name: 'party_bar' })
export class PartyBarView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'bar_id' })
  barId!: string;

  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'case_id' })
  caseId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
