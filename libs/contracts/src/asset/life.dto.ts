import { rightsMax } from '@ledger/domain/asset/rights-statement.rule.js';
import {
  BooleanField,
  DateField,
  DigestField,
  DigestsField,
  EnumField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { text } from '../shape.js';
import { AssetDescriptionDto } from './asset-description.dto.js';
import { CircumstancesDto } from './circumstances.dto.js';
import { StatedRightDto } from './rights.dto.js';

const reason = '数据已停止更新';

export class DraftQuery {
  @BooleanField({
    optional: true,
    description: 'Keeps a draft: it may lack what the scheme asks for, and nothing runs.',
  })
  draft?: boolean;
}

/** 一次性告知: all that is missing. */
export class ReturnApplicationDto {
  @ListField(text({ max: 500 }), {
    min: 1,
    max: 50,
    description: 'All items that are missing or wrong; told once.',
    example: ['来源合同的证明材料'],
  })
  missing!: string[];
}

/** The whole form again, with what was missing. */
export class SupplementApplicationDto {
  @ObjectField(() => AssetDescriptionDto, { description: 'What the asset is.' })
  description!: AssetDescriptionDto;

  @ListField(() => StatedRightDto, {
    min: 1,
    max: rightsMax,
    description: 'Rights statement.',
    example: [{ right: 'holding', basis: '数据采购合同 2026-017', from: '2026-01-01' }],
  })
  rights!: StatedRightDto[];

  @ObjectField(() => CircumstancesDto, { optional: true, description: 'How the data came about.' })
  circumstances?: CircumstancesDto;
}

/** 补充佐证材料: what the review cannot judge without. */
export class SupplementRequestDto {
  @ListField(text({ max: 500 }), {
    min: 1,
    max: 50,
    description: 'Supporting material that the applicant is to bring.',
    example: ['采集系统的运行日志'],
  })
  missing!: string[];
}

/** What the review asked for. */
export class ReviewSupplementDto {
  @TextField({
    max: 2_000,
    description: 'What is brought, and what it shows.',
    example: '补充采集系统的运行日志，证明数据由本机构采集',
  })
  explanation!: string;

  @DigestsField({
    max: 50,
    optional: true,
    description: 'SHA-256 of each document.',
  })
  evidenceDigests?: string[];
}

export class ReviewExtensionDto {
  @TextField({
    max: 500,
    description: 'Why the review takes longer.',
    example: '来源材料需向第三方核实',
  })
  reason!: string;
}

export class PublicationDto {
  @TextField({
    max: 500,
    optional: true,
    description: 'Why it is not shown to the public, where the applicant asked with good reason.',
    example: '涉及未公开的商业计划',
  })
  withheldReason?: string;
}

/** 异议. */
export class ObjectionDto {
  @TextField({ max: 2_000, description: 'Reasons.', example: '该数据由我方采集' })
  reasons!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the first evidence.' })
  evidenceDigest?: string;
}

/** 解释说明: what the applicant says to an objection. */
export class ObjectionAnswerDto {
  @BooleanField({
    optional: true,
    description: 'Whether the objection is found justified; the registrar decides all the same.',
  })
  accepts?: boolean;

  @TextField({
    max: 2_000,
    description: 'What the applicant says to it.',
    example: '数据由本机构的采集系统生成，附运行日志',
  })
  statement!: string;

  @DigestsField({
    max: 50,
    optional: true,
    description: 'SHA-256 of each document.',
  })
  evidenceDigests?: string[];
}

export class ObjectionResolutionDto {
  @EnumField(['rejection', 'change', 'cancellation', 'dismissed'], {
    description:
      'During publicity `rejection` or `dismissed`; after registration `change`, `cancellation` ' +
      'or `dismissed`.',
    example: 'dismissed',
  })
  outcome!: 'rejection' | 'change' | 'cancellation' | 'dismissed';

  @TextField({ max: 2_000, description: 'What the investigation found.', example: '证据不足' })
  reason!: string;
}

/** 变更: the whole description as it is to be. */
export class ChangeDto {
  @ObjectField(() => AssetDescriptionDto, {
    description: 'The description as it is to be; not another source.',
  })
  description!: AssetDescriptionDto;

  @TextField({ max: 1_000, description: 'Reason.', example: '时域范围延长' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the evidence.' })
  evidenceDigest?: string;
}

export class RenewalDto {
  @TextField({ max: 1_000, description: 'Reason.', example: '数据仍在使用' })
  reason!: string;

  @DateField({
    optional: true,
    description:
      'Inclusive last day of the agreement that the data now comes by; where the scheme ends with ' +
      'it, the registration is renewed no further.',
    example: '2031-06-30',
  })
  sourceAgreementUntil?: string;
}

export class SuspensionDto {
  @EnumField(['dispute', 'seizure', 'administrativeControl', 'otherLaw'], {
    description: 'Ground.',
    example: 'dispute',
  })
  ground!: 'dispute' | 'seizure' | 'administrativeControl' | 'otherLaw';

  @TextField({ max: 200, description: 'Who ordered it.', example: '深圳市中级人民法院' })
  authority!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

export class RestorationDto {
  @TextField({ max: 1_000, description: 'Reason.', example: '争议已解决' })
  reason!: string;
}

export class CancellationDto {
  @EnumField(['requested', 'dataDestroyed', 'law', 'authority'], {
    description: 'Ground; `law` and `authority` are the registrar’s.',
    example: 'requested',
  })
  ground!: 'requested' | 'dataDestroyed' | 'law' | 'authority';

  @TextField({ max: 1_000, description: 'Reason.', example: reason })
  reason!: string;
}

export class RevocationDto {
  @EnumField(['publicInterest', 'unlawfulSource', 'falseProof', 'otherLaw'], {
    description: 'Ground (guide art. 22).',
    example: 'falseProof',
  })
  ground!: 'publicInterest' | 'unlawfulSource' | 'falseProof' | 'otherLaw';

  @TextField({ max: 1_000, description: 'Reason.', example: '合同经查系伪造' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** What should be set right; another person approves it. */
export class CorrectRegistrationDto {
  @IntegerField({
    min: 1,
    description: 'Version of the asset whose event described it wrongly.',
    example: 1,
  })
  correctedEvent!: number;

  @ObjectField(() => AssetDescriptionDto, { description: 'The description as it should be.' })
  description!: AssetDescriptionDto;

  @TextField({ max: 1_000, description: 'Reason.', example: '名称录入错误' })
  reason!: string;
}
