import type { PledgeTerms } from '@ledger/domain/title/title.events.js';
import type { Pledge } from '@ledger/domain/title/title.state.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One pledge as it was last recorded. Whether it has lapsed meanwhile is asked of the clock. */
@Entity({ schema: 'read', name: 'pledge' })
export class PledgeView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'pledge_id' })
  pledgeId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text', { name: 'holding_id' })
  holdingId!: string;

  @Column('text', { name: 'pledgee_party_id' })
  pledgeePartyId!: string;

  @Column('text', { name: 'pledgor_party_ids', array: true })
  pledgorPartyIds!: readonly string[];

  /** As recorded: `claimed`, `registered`, or how it ended. */
  @Column('text')
  state!: string;

  /** Inclusive last day of the claim while it is claimed, else of the registration. */
  @Column('text', { name: 'stands_until' })
  standsUntil!: string;

  @Column('jsonb')
  terms!: PledgeTerms;

  /** Minor units (fen) still secured, as decimal text. */
  @Column('text', { name: 'remaining_minor' })
  remainingMinor!: string;

  /** Version of the title that its first tranche ranks by. */
  @PositionColumn({ name: 'title_version' })
  titleVersion!: number;

  /** Position of its recording: the order of the list. */
  @PositionColumn({ name: 'recorded_position' })
  recordedPosition!: number;

  @Column('text', { name: 'recorded_at' })
  recordedAt!: string;

  @Column('text', { name: 'registered_at', nullable: true })
  registeredAt!: string | null;

  /** Inclusive last day of a claim that nobody confirmed; null where it never was one. */
  @Column('text', { name: 'lapses_after', nullable: true })
  lapsesAfter!: string | null;

  @Column('text', { name: 'ended_at', nullable: true })
  endedAt!: string | null;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason!: string | null;

  /** Inclusive last day for a release that the pledgor demanded; null: nobody did. */
  @Column('text', { name: 'release_due_on', nullable: true })
  releaseDueOn!: string | null;

  /** Instant from which something of it has lapsed and is to be written down; null: never. */
  @Column('text', { name: 'due_at', nullable: true })
  dueAt!: string | null;

  /** All of it, as the title's rules see it. */
  @Column('jsonb')
  pledge!: Pledge;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
