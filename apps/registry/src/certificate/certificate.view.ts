import type { CertifiedEntry } from '@ledger/domain/asset/life.events.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type CertificateState = 'valid' | 'suspended' | 'cancelled' | 'revoked' | 'expired';

/** The certificate of an asset, present or to come: what anybody may ask for by its number. */
@Entity({ schema: 'read', name: 'certificate' })
export class CertificateView implements ProjectedRow {
  @PrimaryColumn({ name: 'asset_id', type: 'uuid' })
  assetId!: string;

  /** Null until it is issued. */
  @Column({ name: 'certificate_no', type: 'text', nullable: true })
  certificateNo!: string | null;

  /** Whether the scheme lets anybody look it up; in-house does not. */
  @Column({ name: 'is_public', type: 'boolean' })
  isPublic!: boolean;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  scheme!: SchemeName;

  /** What events say; whether it has lapsed since, the clock says. */
  @Column({ type: 'text' })
  state!: CertificateState;

  /** Who holds what, transfers of rights included. */
  @Column({ type: 'jsonb' })
  entries!: readonly CertifiedEntry[];

  /** What the registration entered, wherever transfers have brought it; the last of it stays. */
  @Column({ name: 'registered_entries', type: 'jsonb' })
  registeredEntries!: readonly CertifiedEntry[];

  /** Null in rows of before there was the column, until they are made anew. */
  @Column({ name: 'applicant_party_id', type: 'uuid', nullable: true })
  applicantPartyId!: string | null;

  /** Date in Shanghai; null until it is registered. */
  @Column({ name: 'registered_on', type: 'text', nullable: true })
  registeredOn!: string | null;

  /** Date in Shanghai on which it was cancelled or revoked; null: it was not. */
  @Column({ name: 'ended_on', type: 'text', nullable: true })
  endedOn!: string | null;

  /** The day on which the asset was registered, until its number is drawn. */
  @Column({ name: 'waiting_since', type: 'text', nullable: true })
  waitingSince!: string | null;

  @Column({ name: 'registrar_party_id', type: 'uuid' })
  registrarPartyId!: string;

  /** RFC 3339 UTC with six decimals. */
  @Column({ name: 'issued_at', type: 'text', nullable: true })
  issuedAt!: string | null;

  /** Inclusive last day in Shanghai; null: valid until ended. */
  @Column({ name: 'valid_until', type: 'text', nullable: true })
  validUntil!: string | null;

  /** Version of the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
