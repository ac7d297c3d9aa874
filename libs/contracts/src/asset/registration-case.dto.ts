import { caseTasks } from '@ledger/domain/asset/case.tasks.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import { type SchemeName, schemeNames } from '@ledger/domain/policy/scheme.js';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import { PublicPartyDto } from '../publicity/publicity.dto.js';
import { text } from '../shape.js';
import { TransferApplicationDto } from '../title/title-disposal.dto.js';
import { WrittenDto } from '../written.dto.js';
import { assetStates } from './asset.dto.js';

/** What may have to be done with a registration: `transfer` is with a title, the others with an asset. */
export const caseTaskNames = [...caseTasks, 'transfer'] as const;
type CaseTaskName = (typeof caseTaskNames)[number];

/** Filters of the cases in hand; those given must all hold. */
export class RegistrationCasesQuery extends PageQuery {
  @EnumField(['registrar', 'applicant'], {
    optional: true,
    description:
      'Whose cases: those of the register that one keeps, or of what one applied for or is a side ' +
      'of. When absent: the register’s for whoever has that role.',
    example: 'registrar',
  })
  side?: 'registrar' | 'applicant';

  @EnumField(caseTaskNames, {
    optional: true,
    description: 'Only cases with this to be done.',
    example: 'review',
  })
  task?: CaseTaskName;

  @DateField({
    optional: true,
    description: 'Only cases with something due on or before this day.',
    example: '2026-11-27',
  })
  dueBy?: string;

  @IdField({ optional: true, description: 'Only this asset.' })
  assetId?: string;
}

/** Something to be done with an asset. */
export class CaseTaskDto {
  @EnumField(caseTaskNames, {
    description:
      '`acceptance`: accept or return; `supplement`: bring what is missing, or what the review ' +
      'asks for; `review`: publicise, register or reject; `objection`: investigate and decide; `change`, `renewal`: do or refuse; ' +
      '`correction`: another person approves or rejects; `transfer`: transferees join, then the ' +
      'registrar approves or turns down.',
  })
  task!: CaseTaskName;

  @EnumField(['registrar', 'applicant', 'transferee'], { description: 'Whose turn it is.' })
  by!: 'registrar' | 'applicant' | 'transferee';

  @DateField({ description: 'The day from which it waits.', example: '2026-11-23' })
  since!: string;

  @DateField({
    optional: true,
    description: 'Its last day, inclusive; absent: it has none.',
    example: '2026-11-26',
  })
  dueBy?: string;

  @BooleanField({ description: 'Whether its last day is over.', example: false })
  overdue!: boolean;

  @DateField({
    optional: true,
    description: 'The first day on which it can be finished: publicity comes first.',
    example: '2026-12-01',
  })
  notBefore?: string;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'The objection that it is about, or that a change follows from.',
    example: 1,
  })
  objectionNo?: number;

  @EnumField(['publicity', 'registered'], {
    optional: true,
    description: 'When the objection was raised.',
  })
  stage?: 'publicity' | 'registered';

  @ListField(text({ max: 500 }), {
    max: 50,
    optional: true,
    description: 'What is missing from the application.',
    example: ['来源合同的证明材料'],
  })
  missing?: string[];

  @IdField({
    optional: true,
    description: 'What the holder asked for, or the correction that was proposed, by its id.',
  })
  requestId?: string;

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why it was asked for or proposed.',
    example: '时域范围延长',
  })
  reason?: string;

  @ObjectField(() => TransferApplicationDto, {
    optional: true,
    description: 'The transfer that was applied for, where it is one.',
  })
  transfer?: TransferApplicationDto;
}

/** An asset with which something is to be done (在办登记事项). */
export class RegistrationCaseDto {
  @IdField({ description: 'Id of the asset.' })
  assetId!: string;

  @TextField({ max: 200, description: '数据名称.', example: '小微企业月度用电信息' })
  name!: string;

  @EnumField(assetStates, { description: 'How far it has come.', example: 'accepted' })
  state!: Exclude<AssetStatus, 'none'>;

  @EnumField(schemeNames, { description: 'Rules by which it is judged.' })
  scheme!: SchemeName;

  @ObjectField(() => PublicPartyDto, { description: 'Who applied; of a transfer: its transferor.' })
  applicant!: PublicPartyDto;

  @ObjectField(() => PublicPartyDto, { description: 'Who keeps the register.' })
  registrar!: PublicPartyDto;

  @ListField(() => CaseTaskDto, {
    max: 110,
    description: 'What is to be done, what is due first coming first.',
  })
  tasks!: CaseTaskDto[];
}

/** Refusal of a change or a renewal that the holder asked for. */
export class RequestRefusalDto {
  @TextField({ max: 1_000, description: 'Why it is not done.', example: '变更内容缺少证明材料' })
  reason!: string;
}

/** The answer to a change or renewal: done by the registrar, or asked for by the holder. */
export class RequestedDto extends WrittenDto {
  @IdField({
    optional: true,
    description: 'Id of what was asked for; absent where the registrar did it.',
  })
  requestId?: string;
}
