import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Level } from './sight/ground.js';

/**
 * Positions of the log that share a row. With fewer a busy reader has more rows; with more a row is
 * too long to be written again for every event of a quiet hour, and is stored outside of its page.
 */
export const spanSize = 32;

/**
 * Which events of a span of positions an audience may read: what one caller's page is read from, and
 * nothing else. The lists say of each event in turn where in the span it stands, and so on.
 */
@Entity({ schema: 'read', name: 'feed_span' })
export class FeedSpanView implements ProjectedRow {
  /** Audience and span, such that the order of keys is the order of the log. */
  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** Number of the span: it begins at `span * spanSize`. */
  @PositionColumn()
  span!: number;

  /** Places of the events from the beginning of the span, ascending. */
  @Column({ type: 'integer', array: true })
  places!: readonly number[];

  @Column({ type: 'integer', array: true })
  levels!: readonly Level[];

  @Column({ type: 'text', array: true })
  categories!: readonly string[];

  @Column({ type: 'text', array: true })
  types!: readonly string[];

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** Digits of a span's number in a key: positions stay below 2^53. */
const digits = 16;

/** In which span a position lies. */
export const spanOf = (position: number): number => Math.floor(position / spanSize);

/** Where a span stands among those of an audience. */
export const spanKey = (audience: string, span: number): string =>
  `${audience}@${String(span).padStart(digits, '0')}`;
