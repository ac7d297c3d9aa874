import type { NeedTerms, PublishedPart } from '@ledger/domain/need/need.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One need as it stands. Whether its last day has passed is asked of the clock. */
@Entity({ schema: 'read', name: 'need' })
export class NeedView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'need_id' })
  needId!: string;

  @Column('text', { name: 'owner_party_id' })
  ownerPartyId!: string;

  @Column('boolean', { name: 'is_closed' })
  isClosed!: boolean;

  @Column('jsonb')
  terms!: NeedTerms;

  /** Pieces of its text: an offer that shares one of them may meet it. */
  @Column('text', { array: true })
  pieces!: readonly string[];

  @Column('text', { nullable: true })
  category!: string | null;

  /** Inclusive last day. */
  @Column('text')
  until!: string;

  @Column('text', { array: true })
  published!: readonly PublishedPart[];

  @Column('boolean', { name: 'is_published' })
  isPublished!: boolean;

  @PositionColumn()
  revision!: number;

  @PositionColumn()
  version!: number;

  /** Position of its first event: the order of the list, which never changes. */
  @PositionColumn({ name: 'first_position' })
  firstPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
