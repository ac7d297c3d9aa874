import type { Finding } from '@ledger/domain/need/need.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One offer that the owner of a need was told of. */
@Entity({ schema: 'read', name: 'need_match' })
export class NeedMatchView implements ProjectedRow {
  /** The need's id, a full stop and the number. */
  @PrimaryColumn('text', { name: 'match_id' })
  matchId!: string;

  @Column('text', { name: 'need_id' })
  needId!: string;

  @Column('text', { name: 'owner_party_id' })
  ownerPartyId!: string;

  @PositionColumn({ name: 'match_no' })
  matchNo!: number;

  @PositionColumn()
  revision!: number;

  @Column('text', { name: 'offer_id' })
  offerId!: string;

  @PositionColumn({ name: 'offer_version' })
  offerVersion!: number;

  @PositionColumn()
  score!: number;

  @Column('jsonb')
  findings!: readonly Finding[];

  @PositionColumn({ name: 'policy_version' })
  policyVersion!: number;

  @Column('boolean', { name: 'is_open' })
  isOpen!: boolean;

  @Column('text', { name: 'matched_at' })
  matchedAt!: string;

  /** The order of the list. */
  @PositionColumn({ name: 'matched_position' })
  matchedPosition!: number;

  /** Version of the need. */
  @PositionColumn()
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
