import type { Actor } from '@ledger/domain/decider.js';
import type { ClassificationEvent } from '@ledger/domain/classification/classification.events.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a change of a label did to the grade. */
export type LabelDirection = 'raised' | 'lowered' | 'confirmed' | 'changed';

/** One change of an asset's label. */
@Entity({ schema: 'read', name: 'label_change' })
export class LabelChangeView implements ProjectedRow {
  /** `<assetId>/<version>`. */
  @PrimaryColumn('text', { name: 'change_id' })
  changeId!: string;

  @Column('uuid', { name: 'asset_id' })
  assetId!: string;

  @Column('uuid', { name: 'applicant_party_id' })
  applicantPartyId!: string;

  @Column('text')
  direction!: LabelDirection;

  @Column('jsonb')
  change!: ClassificationEvent['data'] & { readonly version: number };

  @Column('jsonb')
  actor!: Actor;

  @Column('text', { name: 'changed_at' })
  changedAt!: string;

  /** Calendar date in Shanghai. */
  @Column('text', { name: 'changed_on' })
  changedOn!: string;

  @PositionColumn()
  position!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
