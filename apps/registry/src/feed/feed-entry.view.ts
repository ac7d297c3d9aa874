import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Level } from './sight/ground.js';

/** That an audience may read an event: what one caller's page is read from, and nothing else. */
@Entity({ schema: 'read', name: 'feed_entry' })
export class FeedEntryView implements ProjectedRow {
  /** Audience and position, such that the order of keys is the order of the log. */
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @PositionColumn()
  position!: number;

  @Column({ type: 'smallint' })
  level!: Level;

  @Column({ type: 'text' })
  category!: string;

  @Column({ type: 'text' })
  type!: string;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}

/** Digits of a position in a key: positions stay below 2^53. */
const digits = 16;

/** Where an event stands among those of an audience. */
export const entryKey = (audience: string, position: number): string =>
  `${audience}@${String(position).padStart(digits, '0')}`;
