import type { PartyClass, PartyIdentifier } from '@ledger/domain/party/party.events.js';
import type { PartyState } from '@ledger/domain/party/party.state.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A registered organisation. */
@Entity({ schema: 'read', name: 'party' })
export class PartyView implements ProjectedRow {
  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @Column({ name: 'identifier_kind', type: 'text' })
  identifierKind!: PartyIdentifier['kind'];

  @Column({ name: 'identifier_value', type: 'text' })
  identifierValue!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'party_class', type: 'text' })
  partyClass!: PartyClass;

  /** Where it is registered, where the identifier does not say so. */
  @Column({ type: 'text', nullable: true })
  country!: string | null;

  @Column({ name: 'check_override_reason', type: 'text', nullable: true })
  checkOverrideReason!: string | null;

  /** RFC 3339 UTC with six decimals. */
  @Column({ name: 'registered_at', type: 'text' })
  registeredAt!: string;

  @Column({ name: 'verified_at', type: 'text', nullable: true })
  verifiedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  evidence!: string | null;

  @Column({ name: 'document_digest', type: 'text', nullable: true })
  documentDigest!: string | null;

  /** Other classes that were proposed and wait for a second person. */
  @Column({ type: 'jsonb' })
  corrections!: readonly {
    readonly correctionId: string;
    readonly partyClass: PartyClass;
    readonly reason: string;
  }[];

  /** Later names, in the order of their days; `name` is the one it was registered with. */
  @Column({ type: 'jsonb' })
  names!: readonly { readonly name: string; readonly from: string }[];

  @Column({ type: 'jsonb', nullable: true })
  succession!: NonNullable<PartyState['succession']> | null;

  @Column({ type: 'text', array: true })
  predecessors!: readonly string[];

  @Column({ name: 'suspended_on', type: 'text', nullable: true })
  suspendedOn!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  insolvency!: {
    readonly caseNumber: string;
    readonly authority: string;
    readonly on: string;
    readonly endedOn?: string;
  } | null;

  /** Version of the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
