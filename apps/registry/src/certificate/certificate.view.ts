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
