import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One agreement, with its last version. */
@Entity({ schema: 'read', name: 'sharing' })
export class SharingView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'sharing_id' })
  sharingId!: string;

  @Column('text', { name: 'owner_party_id' })
  ownerPartyId!: string;

  @Column('text')
  name!: string;

  @PositionColumn()
  version!: number;

  @Column('text', { name: 'from_date' })
  fromDate!: string;

  /** The owner, and whom any version names. */
  @Column('text', { name: 'participant_ids', array: true })
  participantIds!: readonly string[];

  @PositionColumn({ name: 'first_position' })
  firstPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
