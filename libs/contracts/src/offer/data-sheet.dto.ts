import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import type {
  AssetForm,
  Category,
  RightKind,
  Territory,
  UpdateFrequency,
} from '@ledger/domain/asset/asset.events.js';
import {
  assetForms,
  categories,
  territories,
  TimeSpanDto,
  updateFrequencies,
  VolumeDto,
} from '../asset/asset-description.dto.js';
import {
  DateField,
  DigestField,
  EnumField,
  Field,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { industry } from '../asset/asset.shapes.js';
import { text } from '../shape.js';

const optional = true;

/** The quality assessment that stands. */
export class SheetQualityDto {
  @IdField({ description: 'Id of the assessment, in `GET /v1/assets/{assetId}/quality`.' })
  assessmentId!: string;

  @DateField({ description: 'Day on which the data was looked at.' })
  assessedOn!: string;

  @TextField({ max: 12, description: 'Weighted score, exact, 0 to 100.', example: '91.90' })
  score!: string;
}

/** The right that the seller holds, and what proves it. */
export class SheetProofDto {
  @EnumField(['holding', 'processing', 'operation'], { description: 'The right.' })
  right!: RightKind;

  @DigestField({ optional, description: 'SHA-256 of the proof filed with the entry.' })
  proofDigest?: string;

  @DateField({ optional, description: 'Inclusive last day of the right.' })
  until?: string;

  @TextField({
    ...{ max: 40, optional, example: 'ZC0031202600000171' },
    description: 'Number of the certificate; absent where the register is the holder’s own.',
  })
  certificateNo?: string;

  @DateField({ optional, description: 'Inclusive last day of the registration.' })
  validUntil?: string;
}

/** What the register said of the data at the last listing or revision. */
export class DataSheetDto implements DataSheet {
  @IntegerField({ min: 1, description: 'Version of the asset that is sold.', example: 4 })
  assetVersion!: number;

  @EnumField(assetForms, { optional, description: '形态.' })
  form?: AssetForm;

  @EnumField(categories, { optional, description: '类别.' })
  category?: Category;

  @Field(industry, { optional, description: 'Industry of GB/T 4754.', example: 'J66' })
  industry?: string;

  @ListField(text({ max: 50 }), { max: 50, optional, description: '领域.', example: ['征信'] })
  domains?: readonly string[];

  @EnumField(territories, { optional, description: '地域范围.' })
  territory?: Territory;

  @EnumField(updateFrequencies, { optional, description: '更新频率.' })
  updateFrequency?: UpdateFrequency;

  @ObjectField(() => TimeSpanDto, { optional, description: '时域范围.' })
  timeSpan?: TimeSpanDto;

  @ObjectField(() => VolumeDto, { optional, description: '数据量.' })
  volume?: VolumeDto;

  @DigestField({ optional, description: 'SHA-256 of the content that was registered.' })
  contentDigest?: string;

  @ObjectField(() => SheetQualityDto, { optional, description: 'Quality, where it was assessed.' })
  quality?: SheetQualityDto;

  @ObjectField(() => SheetProofDto, { description: 'The right held and its proof.' })
  proof!: SheetProofDto;
}
