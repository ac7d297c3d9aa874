import type { CreditBase } from '@ledger/domain/financing/credit-line.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a credit line on one asset rests on, made anew with each fact of its title or worth. */
@Entity({ schema: 'read', name: 'credit_base' })
export class CreditBaseView implements ProjectedRow {
  @PrimaryColumn('text', { name: 'asset_id' })
  assetId!: string;

  /** Whoever was recorded as holder of an operation entry: where to look, not what stands. */
  @Column('text', { name: 'holder_party_ids', array: true })
  holderPartyIds!: readonly string[];

  /**
   * As of the last event; null where the asset could not be pledged when its title was opened, and
   * so was not followed from there, or has very many pledges: then the log is read.
   */
  @Column('jsonb', { nullable: true })
  base!: CreditBase | null;

  /** The title and the appraisals that the base is made from, packed. */
  @Column('jsonb', { nullable: true })
  title!: JsonObject | null;

  @Column('jsonb', { nullable: true })
  valuations!: JsonObject | null;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
