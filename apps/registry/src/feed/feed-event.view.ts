import type { Actor } from '@ledger/domain/decider.js';
import type { JsonObject } from '@ledger/event-store/event.js';
import { PositionColumn, PositionKey } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity } from 'typeorm';

/** What an event says beside its place, in the version in which it would be written today. */
export type FeedBody = {
  readonly id: string;
  readonly schemaVersion: number;
  /** RFC 3339 UTC with six decimals. */
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Without its `confidential` member. */
  readonly data: JsonObject;
};

/** An event as the feed hands it out: a page is one statement, whichever store the log is. */
@Entity({ schema: 'read', name: 'feed_event' })
export class FeedEventView implements ProjectedRow {
  @PositionKey()
  position!: number;

  @Column({ type: 'text' })
  stream!: string;

  /** Place in the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'json' })
  body!: FeedBody;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
