import {
  DateField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { fraction, text } from '../shape.js';

/** Particulars as they should have been written; only what changes is given. */
export class CorrectionChangeDto {
  @TextField({ max: 500, optional: true, description: 'Entry: basis.', example: '采购合同 17 号' })
  basis?: string;

  @DigestField({ optional: true, description: 'Entry: SHA-256 of the proof.' })
  proofDigest?: string;

  @DateField({ optional: true, description: 'First day.', example: '2026-01-01' })
  from?: string;

  @DateField({ optional: true, description: 'Inclusive last day.', example: '2030-12-31' })
  until?: string;

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 20,
    optional: true,
    description: 'Entry: purposes.',
    example: ['授信评估'],
  })
  purposes?: readonly string[];

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 100,
    optional: true,
    description: 'Entry: fields of the data.',
    example: ['户号'],
  })
  fields?: readonly string[];

  @TextField({ max: 200, optional: true, description: 'Entry: territory.', example: 'CN' })
  territory?: string;

  @TextField({ max: 500, optional: true, description: 'Entry: 备注.', example: '不得转授权' })
  remarks?: string;

  @ListField(fraction, {
    max: 20,
    optional: true,
    description: 'Entry: shares of all holders, in their order.',
    example: ['1/2', '1/2'],
  })
  shares?: readonly string[];

  @TextField({ max: 200, optional: true, description: 'Bar: authority.', example: '某某法院' })
  authority?: string;

  @DigestField({ optional: true, description: 'Bar: SHA-256 of the document.' })
  documentDigest?: string;

  @TextField({ max: 100, optional: true, description: 'Bar: document number.', example: '1 号' })
  documentNumber?: string;
}

/** Proposes to set something right; another person of the registrar's decides. */
export class ProposeCorrectionDto {
  @IntegerField({
    min: 1,
    description: 'Version of the title whose event is wrong.',
    example: 1,
  })
  correctedEvent!: number;

  @EnumField(['entry', 'bar'], { description: 'What was recorded wrongly.', example: 'entry' })
  of!: 'entry' | 'bar';

  @IdField({ description: 'Id of the entry or bar.' })
  id!: string;

  @ObjectField(() => CorrectionChangeDto, {
    description: 'What it should say.',
    example: { basis: '数据采购合同 2026-018' },
  })
  change!: CorrectionChangeDto;

  @TextField({ max: 500, description: 'Why.', example: '录入错误' })
  reason!: string;
}

/** A correction, proposed or decided. */
export class CorrectionItemDto extends ProposeCorrectionDto {
  @IdField({ description: 'Id of the correction.' })
  correctionId!: string;

  @EnumField(['proposed', 'approved', 'rejected'], { description: 'Where it stands.' })
  state!: 'proposed' | 'approved' | 'rejected';

  @IntegerField({ min: 1, description: 'Version of the title that recorded it.', example: 7 })
  version!: number;

  @InstantField({ description: 'When it was proposed.' })
  recordedAt!: string;
}
