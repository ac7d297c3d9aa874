import { sampleTypes } from '@ledger/domain/offer/sample.js';
import {
  BooleanField,
  DigestField,
  EnumField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';
import { text } from '../shape.js';

/** One column of a sample. */
export class SampleFieldDto {
  @TextField({ max: 100, description: 'Name of the field.', example: '企业名称' })
  name!: string;

  @EnumField(sampleTypes, { description: 'Type of its values; an empty value is of any.' })
  type!: (typeof sampleTypes)[number];

  @TextField({ max: 200, optional: true, description: 'What it says.', example: '登记的名称' })
  description?: string;
}

/** One record. */
export class SampleRecordDto {
  @ListField(text({ min: 0, max: 500 }), {
    ...{ min: 1, max: 100, example: ['示例企业'] },
    description: 'A value for each field, in their order; empty: none.',
  })
  values!: readonly string[];
}

/** Shows a few records of what is offered. */
export class AttachSampleDto {
  @ListField(() => SampleFieldDto, { min: 1, max: 100, description: 'The fields.' })
  fields!: SampleFieldDto[];

  @ListField(() => SampleRecordDto, {
    ...{ min: 1, max: 100 },
    description: 'The records; policy `offer-samples` says how many and how large.',
  })
  records!: SampleRecordDto[];

  @BooleanField({
    description:
      'The seller declares that nothing in it is personal information. It must be true; what can ' +
      'be told by its form (identity, mobile and card numbers, mail addresses) is looked for.',
    example: true,
  })
  declaresNoPersonalInformation!: boolean;
}

/** Takes a sample away. */
export class RemoveSampleDto {
  @TextField({ max: 500, description: 'Why it is taken away.', example: '样例已过时' })
  reason!: string;
}

/** What there is of a sample; its file is at `GET /v1/offers/{offerId}/sample`. */
export class OfferSampleDto {
  @ListField(() => SampleFieldDto, { max: 100, description: 'The fields.' })
  fields!: readonly SampleFieldDto[];

  @IntegerField({ min: 1, description: 'Records in it.', example: 1 })
  rows!: number;

  @DigestField({ description: 'SHA-256 of the file.' })
  digest!: string;

  @IntegerField({ min: 1, description: 'Bytes of the file.', example: 31 })
  bytes!: number;

  @BooleanField({ description: 'What the seller declared, and answers for.', example: true })
  declaresNoPersonalInformation!: true;
}
