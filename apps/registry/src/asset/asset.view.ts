import type {
  AssetDescription,
  AssetForm,
  AssetEvent,
  AssetSource,
  Category,
  Grade,
  RejectionGround,
  RightStatement,
} from '@ledger/domain/asset/asset.events.js';
import type { Circumstances } from '@ledger/domain/asset/circumstances.js';
import type { CaseTask } from '@ledger/domain/asset/case.tasks.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import type { PersonalBasis } from '@ledger/domain/classification/classification.events.js';
import type { FormWarning } from '@ledger/domain/asset/description.rule.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import { PositionColumn } from '@ledger/read-model/columns.js';
import type { ProjectedRow } from '@ledger/read-model/projection.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last quality assessment. */
export type AssetQuality = Pick<
  Extract<AssetEvent, { type: 'QualityAssessed' }>['data'],
  'assessmentId' | 'assessedOn' | 'score' | 'scores' | 'assessorRole'
> & { readonly position: number };

/**
 * A data asset as its stream left it. What is filtered by stands in a column of its own; the rest
 * of the description and the rights statement are shown as they were sent.
 */
@Entity({ schema: 'read', name: 'asset' })
export class AssetView implements ProjectedRow {
  @PrimaryColumn({ name: 'asset_id', type: 'uuid' })
  assetId!: string;

  @Column({ type: 'text' })
  state!: Exclude<AssetStatus, 'none'>;

  @Column({ type: 'text' })
  scheme!: SchemeName;

  @Column({ name: 'applicant_party_id', type: 'uuid' })
  applicantPartyId!: string;

  @Column({ name: 'registrar_party_id', type: 'uuid' })
  registrarPartyId!: string;

  @Column({ name: 'external_number', type: 'text', nullable: true })
  externalNumber!: string | null;

  @Column({ type: 'text', nullable: true })
  industry!: string | null;

  @Column({ type: 'text' })
  source!: AssetSource;

  @Column({ type: 'text', nullable: true })
  category!: Category | null;

  @Column({ type: 'text', nullable: true })
  grade!: Grade | null;

  @Column({ type: 'text' })
  form!: AssetForm;

  /** The name as it is compared and sorted, by code point. */
  @Column({ name: 'name_key', type: 'text' })
  nameKey!: string;

  /** Terms of texts and facts (`asset.terms.ts`), parted by blanks. */
  @Column({ type: 'text' })
  terms!: string;

  /** Names, external number and summary as they are compared, for finding a part of them. */
  @Column({ name: 'search_text', type: 'text' })
  searchText!: string;

  @Column({ type: 'jsonb' })
  description!: AssetDescription;

  @Column({ type: 'jsonb' })
  rights!: readonly RightStatement[];

  /** How the data came about; null: nothing of it was stated. */
  @Column({ type: 'jsonb', nullable: true })
  circumstances!: Circumstances | null;

  @Column({ type: 'jsonb' })
  warnings!: readonly FormWarning[];

  @Column({ name: 'rejection_ground', type: 'text', nullable: true })
  rejectionGround!: RejectionGround | null;

  @Column({ name: 'rejection_explanation', type: 'text', nullable: true })
  rejectionExplanation!: string | null;

  @Column({ name: 'certificate_no', type: 'text', nullable: true })
  certificateNo!: string | null;

  /** RFC 3339 UTC with six decimals, as the log has it. */
  @Column({ name: 'submitted_at', type: 'text' })
  submittedAt!: string;

  @Column({ name: 'registered_at', type: 'text', nullable: true })
  registeredAt!: string | null;

  /** Calendar date in Shanghai from which the registration counts. */
  @Column({ name: 'registered_on', type: 'text', nullable: true })
  registeredOn!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  quality!: AssetQuality | null;

  /** On what the handling of personal information rests (PIPL art. 13). */
  @Column({ name: 'personal_basis', type: 'text', nullable: true })
  personalBasis!: PersonalBasis | null;

  /** Inclusive last day of the grading; null: never graded since the application. */
  @Column({ name: 'graded_until', type: 'text', nullable: true })
  gradedUntil!: string | null;

  /** Inclusive last day of the registration; null: not registered, or valid until ended. */
  @Column({ name: 'valid_until', type: 'text', nullable: true })
  validUntil!: string | null;

  /** The day from which the clock has it in another state, whether or not an event says so. */
  @Column({ name: 'due_on', type: 'text', nullable: true })
  dueOn!: string | null;

  /** The state that the clock has it in from then on. */
  @Column({ name: 'due_state', type: 'text', nullable: true })
  dueState!: Exclude<AssetStatus, 'none'> | null;

  /** Inclusive last day of the review; null: there is none, or no clock. */
  @Column({ name: 'review_by', type: 'text', nullable: true })
  reviewBy!: string | null;

  /** First and last day of publicity, inclusive; null: not publicised. */
  @Column({ name: 'publicity_from', type: 'text', nullable: true })
  publicityFrom!: string | null;

  @Column({ name: 'publicity_until', type: 'text', nullable: true })
  publicityUntil!: string | null;

  /** Why the public is not shown it, where the applicant asked for that with good reason. */
  @Column({ name: 'withheld_reason', type: 'text', nullable: true })
  withheldReason!: string | null;

  /** What the registrar or the applicant has to do now; null: nothing. */
  @Column({ type: 'jsonb', nullable: true })
  tasks!: readonly CaseTask[] | null;

  /** The earliest last day among them, `9999-12-31` where none has one; null: nothing to do. */
  @Column({ name: 'case_due', type: 'text', nullable: true })
  caseDue!: string | null;

  /** Position of the first application: never changes, so that lists keep their order. */
  @PositionColumn({ name: 'applied_position' })
  appliedPosition!: number;

  /** Version of the stream. */
  @Column({ type: 'integer' })
  version!: number;

  @PositionColumn({ name: 'last_position' })
  lastPosition!: number;
}
