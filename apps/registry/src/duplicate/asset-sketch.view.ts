import type { Fingerprint } from '@ledger/domain/fingerprint/fingerprint.events.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The fingerprint and similarity sketch of an asset that stated one. */
@Entity({ schema: 'read', name: 'asset_sketch' })
export class AssetSketchView implements ProjectedRow {
  @PrimaryColumn('uuid', { name: 'asset_id' })
  assetId!: string;

  @Column('uuid', { name: 'applicant_party_id' })
  applicantPartyId!: string;

  @Column('uuid', { name: 'registrar_party_id' })
  registrarPartyId!: string;

  /** Null where the fingerprint came with a change, which does not name it. */
  @Column('text', { nullable: true })
  scheme!: SchemeName | null;

  /** As it was stated last. */
  @Column('jsonb')
  fingerprint!: Fingerprint;

  @Column('text', { name: 'content_digest' })
  contentDigest!: string;

  /** 128 values, 8 hex digits each. */
  @Column('text')
  sketch!: string;

  @Column('integer', { array: true })
  bands!: readonly number[];

  /** Position from which the register has it with this fingerprint: who is later. Null until then. */
  @PositionColumn({ name: 'registered_position', nullable: true })
  registeredPosition!: number | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
