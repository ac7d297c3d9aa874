import type { VoucherContent } from '@ledger/domain/accounting/journal.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A month of an entity. */
@Entity({ schema: 'read', name: 'accounting_period' })
export class AccountingPeriodView implements ProjectedRow {
  /** `<partyId>/<yyyy-MM>` */
  @PrimaryColumn('text')
  key!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('text')
  month!: string;

  @Column('text')
  state!: 'open' | 'closing' | 'closed' | 'approved';

  @Column('integer')
  vouchers!: number;

  @Column('integer')
  drafts!: number;

  @Column('text', { name: 'closed_by', nullable: true })
  closedBy!: string | null;

  /** Where its closing stands in its journal, and the digest of that event. */
  @Column('integer', { name: 'sealed_version', nullable: true })
  sealedVersion!: number | null;

  @Column('text', { name: 'sealed_digest', nullable: true })
  sealedDigest!: string | null;

  @Column('text', { name: 'approved_on', nullable: true })
  approvedOn!: string | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** A voucher that waits for a reviewer. */
@Entity({ schema: 'read', name: 'voucher_draft' })
export class VoucherDraftView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'draft_id' })
  draftId!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('jsonb')
  content!: VoucherContent;

  @Column('text', { name: 'prepared_at' })
  preparedAt!: string;

  @PositionColumn({ name: 'prepared_position' })
  preparedPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** A run over the books of an entity. */
@Entity({ schema: 'read', name: 'amortisation_run' })
export class AmortisationRunView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'run_id' })
  runId!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  @Column('text')
  month!: string;

  @Column('text')
  state!: 'running' | 'completed';

  /** Books looked at so far. */
  @Column('integer')
  examined!: number;

  /** Books whose charge was posted so far. */
  @Column('integer')
  books!: number;

  @Column('integer')
  vouchers!: number;

  /** Fen as decimal text, of a completed run. */
  @Column('text', { nullable: true })
  total!: string | null;

  @Column('text', { nullable: true })
  digest!: string | null;

  @Column('text', { name: 'started_at' })
  startedAt!: string;

  @Column('text', { name: 'completed_at', nullable: true })
  completedAt!: string | null;

  @PositionColumn({ name: 'started_position' })
  startedPosition!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** A book and whose it is, so that a run finds it. */
@Entity({ schema: 'read', name: 'entity_book' })
export class EntityBookView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'book_id' })
  bookId!: string;

  @Column('text', { name: 'entity_party_id' })
  entityPartyId!: string;

  /** Whether a useful life was ever estimated: others have nothing to amortise. */
  @Column('boolean', { name: 'is_amortised' })
  isAmortised!: boolean;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
