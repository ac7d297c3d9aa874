import type {
  SuspensionReason,
  WebhookFilter,
  WebhookRole,
} from '@ledger/domain/webhook/webhook.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One subscription. */
@Entity({ schema: 'read', name: 'webhook' })
export class WebhookView implements ProjectedRow {
  @PrimaryColumn({ name: 'webhook_id', type: 'uuid' })
  webhookId!: string;

  @Column({ name: 'owner_party_id', type: 'text' })
  ownerPartyId!: string;

  /** Token of the person in whose name it reads. */
  @Column({ type: 'text' })
  person!: string;

  @Column({ type: 'text', array: true })
  roles!: readonly WebhookRole[];

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'json' })
  filter!: WebhookFilter;

  @Column({ type: 'text', nullable: true })
  purpose!: string | null;

  /** Position after which it began. */
  @PositionColumn()
  after!: number;

  @Column({ type: 'text' })
  status!: 'live' | 'suspended' | 'deleted';

  @Column({ name: 'suspended_reason', type: 'text', nullable: true })
  suspendedReason!: SuspensionReason | null;

  @Column({ name: 'suspended_detail', type: 'text', nullable: true })
  suspendedDetail!: string | null;

  @Column({ name: 'suspended_at', type: 'text', nullable: true })
  suspendedAt!: string | null;

  /** Instant of the subscription or of its last resumption: what is too old is counted from here. */
  @Column({ name: 'live_since', type: 'text' })
  liveSince!: string;

  @Column({ name: 'secret_number', type: 'integer' })
  secretNumber!: number;

  @Column({ name: 'previous_secret_until', type: 'text', nullable: true })
  previousSecretUntil!: string | null;

  /** Where the replay asked for last begins. */
  @PositionColumn({ name: 'replay_from' })
  replayFrom!: number;

  /** How many replays have been asked for. */
  @Column({ type: 'integer' })
  replays!: number;

  @PositionColumn({ name: 'created_position' })
  createdPosition!: number;

  @Column({ name: 'created_at', type: 'text' })
  createdAt!: string;

  /** Version of the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
