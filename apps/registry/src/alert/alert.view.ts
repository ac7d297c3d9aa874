import type {
  AlertFact,
  AlertGround,
  AlertKind,
  AlertSeverity,
  Breach,
} from '@ledger/domain/alert/alert.events.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One alert as the party to whom it is addressed reads it. */
@Entity({ schema: 'read', name: 'alert' })
export class AlertView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'alert_id' })
  alertId!: string;

  @Column('text', { name: 'watch_id' })
  watchId!: string;

  @Column('text', { name: 'party_id' })
  partyId!: string;

  @Column('text', { name: 'asset_id' })
  assetId!: string;

  @Column('text')
  kind!: AlertKind;

  @Column('text')
  severity!: AlertSeverity;

  @Column('text')
  ground!: AlertGround;

  @Column('jsonb')
  fact!: AlertFact;

  @Column('jsonb')
  about!: JsonObject;

  /** The state that it tells of; null: a fact that happened. */
  @Column('jsonb', { nullable: true })
  breach!: Breach | null;

  /** When that state was over, or a graver alert of it was raised; null: it lasts. */
  @Column('text', { name: 'cured_at', nullable: true })
  curedAt!: string | null;

  @Column('text', { name: 'raised_at' })
  raisedAt!: string;

  @PositionColumn({ name: 'raised_position' })
  raisedPosition!: number;

  @Column('text', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** Version of the watch. */
  @PositionColumn()
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
