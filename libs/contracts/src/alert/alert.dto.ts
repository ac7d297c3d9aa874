import type { AlertGround, AlertKind, AlertSeverity } from '@ledger/domain/alert/alert.events.js';
import {
  BooleanField,
  EnumField,
  Field,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import { alertId } from './alert.shapes.js';

const alertKinds = [
  'gradeRaised',
  'sourceGradeRaised',
  'assetEnded',
  'sourceEnded',
  'gradeBelowSources',
  'regradingDue',
  'possibleDuplicate',
  'possibleCopy',
  'objectionRaised',
  'objectionDecided',
  'caseOverdue',
  'coverageBelow',
  'valuationExpiring',
  'certificateExpiring',
  'rightExpiring',
  'registrationExpiring',
  'pledgeObjection',
  'barRaised',
  'releaseOverdue',
  'revenueFalling',
  'objectGone',
] as const satisfies readonly AlertKind[];
const alertSeverities = ['info', 'warning', 'critical'] as const satisfies readonly AlertSeverity[];
export const alertGrounds = [
  'applicant',
  'registrar',
  'holder',
  'grantee',
  'licensee',
  'lender',
  'pledgee',
  'claimant',
  'objector',
] as const satisfies readonly AlertGround[];

/** A stream as of a version. */
export class StreamSeenDto {
  @TextField({
    max: 120,
    description: 'Name of the stream.',
    example: 'title-3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  stream!: string;

  @IntegerField({ min: 0, description: 'Version of it that was read; 0: empty.', example: 7 })
  version!: number;
}

/** On what an alert rests. */
export class AlertEvidenceDto {
  @TextField({ max: 300, description: 'Names the fact.', example: '01a2005d-4c5c-77a1-bcbd' })
  key!: string;

  @IdField({ optional: true, description: 'Id of the event.' })
  eventId?: string;

  @TextField({ max: 100, optional: true, description: 'Its type.', example: 'AssetReclassified' })
  eventType?: string;

  @IntegerField({ min: 1, optional: true, description: 'Its position in the log.', example: 42 })
  position?: number;

  @ListField(() => StreamSeenDto, {
    max: 200,
    optional: true,
    description: 'The streams that it was read from, each as of a version.',
  })
  streams?: readonly StreamSeenDto[];
}

/** One thing more that a kind of alert says. */
export class AlertDetailDto {
  @TextField({ max: 100, description: 'What it is.', example: 'grade' })
  name!: string;

  @TextField({ max: 1_000, description: 'Its value.', example: 'important' })
  value!: string;
}

/** Something that a party is to know of an asset that concerns it. */
export class AlertDto {
  @Field(alertId, { description: 'Id.', example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1' })
  alertId!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @EnumField(alertKinds, { description: 'What it is about.', example: 'gradeRaised' })
  kind!: AlertKind;

  @EnumField(alertSeverities, { description: 'How grave it is.', example: 'warning' })
  severity!: AlertSeverity;

  @EnumField(alertGrounds, { description: 'Why the party is told.', example: 'pledgee' })
  ground!: AlertGround;

  @ObjectField(() => AlertEvidenceDto, { description: 'The fact that it rests on.' })
  evidence!: AlertEvidenceDto;

  @ListField(() => AlertDetailDto, { max: 20, description: 'What the kind says more.' })
  about!: AlertDetailDto[];

  @TextField({
    max: 500,
    description: 'What happened, and the recommended step, in Chinese.',
    example: '级别已调高，请复核质押条件。',
  })
  zh!: string;

  @TextField({
    max: 500,
    description: 'The same in English.',
    example: 'The grade was raised: review the pledge.',
  })
  en!: string;

  @InstantField({ description: 'When it was raised.' })
  raisedAt!: string;

  @BooleanField({ description: 'Whether nobody has acknowledged it yet.' })
  open!: boolean;

  @TextField({
    max: 200,
    optional: true,
    description: 'Names the breach that it tells of: the next alert of it comes after its cure.',
    example: 'coverage/3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  breach?: string;

  @BooleanField({
    optional: true,
    description: 'Whether the breach lasts and no graver alert of it was raised.',
  })
  lasting?: boolean;

  @InstantField({
    optional: true,
    description: 'When the breach was over or a graver alert took its place.',
  })
  curedAt?: string;

  @InstantField({ optional: true, description: 'When it was acknowledged.' })
  acknowledgedAt?: string;

  @TextField({ max: 500, optional: true, description: 'Note of who did.', example: '已复核' })
  note?: string;

  @IntegerField({ min: 1, description: 'Position at which it was raised.', example: 42 })
  position!: number;

  @IntegerField({
    min: 1,
    description: 'Version of the watch; the ETag of its writes.',
    example: 1,
  })
  version!: number;
}

/** Filters of the list of alerts. */
export class AlertsQuery extends PageQuery {
  @EnumField(alertKinds, { optional: true, description: 'Only of this kind.' })
  kind?: AlertKind;

  @IdField({ optional: true, description: 'Only about this asset.' })
  assetId?: string;

  @EnumField(alertSeverities, { optional: true, description: 'Only of this severity.' })
  severity?: AlertSeverity;

  @BooleanField({ optional: true, description: 'Only open (true) or acknowledged (false) ones.' })
  open?: boolean;

  @BooleanField({
    optional: true,
    description: 'Only those of breaches that last (true) or that were cured (false).',
  })
  lasting?: boolean;
}

/** Seen, and dealt with. */
export class AcknowledgeAlertDto {
  @TextField({ max: 500, description: 'What was done.', example: '已复核质押率' })
  note!: string;
}
