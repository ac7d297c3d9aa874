import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry and one of the parties that it was recorded with; whether it stands, its title says. */
@Entity({ schema: 'read', name: 'title_holder' })
export class TitleHolderView implements ProjectedRow {
  /** `<partyId>/<holdingId>`. */
  @PrimaryColumn('text')
  subject!: string;

  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text', { name: 'holding_id' })
  holdingId!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
