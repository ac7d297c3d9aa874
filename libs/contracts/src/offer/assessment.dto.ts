import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';

const optional = true;
const headValues = ['conforming', 'notConforming'] as const;

/** What the assessor found under each head. */
export class AssessmentHeadsDto {
  @EnumField(headValues, { description: '基本信息: who sells what, and whether it is as it says.' })
  basicInformation!: (typeof headValues)[number];

  @EnumField(headValues, { description: '合法性: source, consent, contracts, security.' })
  lawfulness!: (typeof headValues)[number];

  @EnumField(headValues, { description: '可交易性: nothing bars it from being traded.' })
  tradability!: (typeof headValues)[number];
}

/** A compliance assessment (合规评估) of an offer by a third party. */
export class AssessOfferDto {
  @IdField({ description: 'The organisation that assessed it (party id).' })
  assessorPartyId!: string;

  @TextField({ max: 500, description: 'What was looked at.', example: '来源、授权链与安全措施' })
  scope!: string;

  @TextField({
    ...{ max: 50, optional, example: '2026年11月版' },
    description:
      'Label of the edition that was looked at, on offer or about to be; the one on offer where it ' +
      'is left out. An opinion counts for its own edition; on an offer without editions for all.',
  })
  edition?: string;

  @ObjectField(() => AssessmentHeadsDto, {
    description: 'The three heads; the opinion is positive exactly where all conform.',
  })
  heads!: AssessmentHeadsDto;

  @DigestField({ description: 'SHA-256 of the report.' })
  reportDigest!: string;

  @DigestField({
    optional: true,
    description: 'SHA-256 of the risk assessment; important data needs one.',
  })
  riskAssessmentDigest?: string;

  @BooleanField({
    optional: true,
    description: 'The assessor found that nobody can be told from the data any more.',
    example: true,
  })
  isAnonymised?: boolean;

  @DateField({ description: 'Day of the report.', example: '2026-11-20' })
  issuedOn!: string;

  @DateField({ description: 'Inclusive last day of its validity.', example: '2027-11-19' })
  validUntil!: string;
}

/** The last assessment of an offer. */
export class OfferAssessmentDto extends AssessOfferDto {
  @IdField({ description: 'Its id.' })
  assessmentId!: string;

  @IntegerField({
    min: 1,
    optional: true,
    example: 1,
    description: 'Version of the policy `assessor` by which the assessor was admitted.',
  })
  admissionVersion?: number;

  @EnumField(['positive', 'negative'], { description: 'The opinion.' })
  opinion!: 'positive' | 'negative';
}
