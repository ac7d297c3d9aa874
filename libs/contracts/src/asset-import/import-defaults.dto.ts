import type {
  AssetForm,
  AssetSource,
  Category,
  Grade,
  Origin,
  RightKind,
  Territory,
  UpdateFrequency,
} from '@ledger/domain/asset/asset.events.js';
import { descriptionCharactersMax } from '@ledger/domain/asset/description.rule.js';
import { rightLimits } from '@ledger/domain/import/stated-rights.js';
import {
  assetSources,
  categories,
  grades,
  TimeSpanDto,
  VolumeDto,
} from '../asset/asset-description.dto.js';
import { industry } from '../asset/asset.shapes.js';
import {
  DateField,
  DigestField,
  EnumField,
  Field,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { text } from '../shape.js';

/** One right of every row that states none itself; the applicant is its sole holder. */
export class DefaultRightDto {
  @EnumField(['holding', 'processing', 'operation'], {
    description:
      '持有 / 加工使用 / 经营. An operation right needs a proofDigest, and rows whose data was ' +
      'gathered by automated means do not get it (guide of 2026, art. 21).',
  })
  right!: RightKind;

  @TextField({
    max: rightLimits.basis,
    description: 'On what the right rests.',
    example: '外部数据采购合同 2026-017',
  })
  basis!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the proof, e.g. of the contract.' })
  proofDigest?: string;

  @DateField({ description: 'First day.', example: '2026-01-01' })
  from!: string;

  @DateField({ optional: true, description: 'Inclusive last day; absent: without end.' })
  until?: string;

  @ListField(text({ max: rightLimits.purpose }), {
    max: rightLimits.purposes,
    optional: true,
    description: 'What it may be used for; absent: anything lawful.',
    example: ['授信评估'],
  })
  purposes?: string[];

  @ListField(text({ max: rightLimits.field }), {
    max: rightLimits.fields,
    optional: true,
    description: 'Which fields of the data; absent: all.',
    example: ['户号', '月度用电量'],
  })
  fields?: string[];

  @TextField({
    max: rightLimits.territory,
    optional: true,
    description: 'Where.',
    example: '中国境内',
  })
  territory?: string;

  @TextField({
    max: rightLimits.remarks,
    optional: true,
    description: '备注.',
    example: '合同约定不得转授权',
  })
  remarks?: string;
}

/** What holds for every row whose own cell is empty. */
export class DefaultValuesDto {
  @Field(industry, { optional: true, description: '所属行业.', example: 'J66' })
  industry?: string;

  @EnumField(['public', 'enterprise', 'personal'], {
    optional: true,
    description: '数据来源属性.',
  })
  origin?: Origin;

  @EnumField(['international', 'national', 'provincial', 'municipal', 'county', 'belowCounty'], {
    optional: true,
    description: '地域范围.',
  })
  territory?: Territory;

  @ObjectField(() => TimeSpanDto, { optional: true, description: '时域范围.' })
  timeSpan?: TimeSpanDto;

  @EnumField(['daily', 'weekly', 'monthly', 'yearly', 'onDemand', 'realTime', 'other'], {
    optional: true,
    description: '更新频率.',
  })
  updateFrequency?: UpdateFrequency;

  @ObjectField(() => VolumeDto, { optional: true, description: '数据量.' })
  volume?: VolumeDto;

  @EnumField(['picture', 'text', 'video', 'audio', 'table', 'other'], {
    optional: true,
    description: '形态.',
    example: 'table',
  })
  form?: AssetForm;

  @EnumField(['structured', 'semiStructured', 'unstructured'], {
    optional: true,
    description: '结构类型.',
  })
  structure?: 'structured' | 'semiStructured' | 'unstructured';

  @TextField({
    max: descriptionCharactersMax.limits,
    optional: true,
    description: '限制范围; "无" where there is none.',
    example: '仅限本行内部使用',
  })
  limits?: string;

  @EnumField(categories, { optional: true, description: '类别.', example: 'business' })
  category?: Category;

  @EnumField(grades, { optional: true, description: '级别.', example: 'general' })
  grade?: Grade;

  @ListField(() => DefaultRightDto, {
    max: rightLimits.rights,
    optional: true,
    description: 'Rights statement.',
    example: [
      { right: 'holding', basis: '外部数据采购合同', from: '2026-01-01' },
      { right: 'processing', basis: '外部数据采购合同', from: '2026-01-01' },
    ],
  })
  rights?: DefaultRightDto[];
}

/** Defaults that hold for rows of one source only, before the general ones. */
export class DefaultsBySourceDto implements Partial<Record<AssetSource, DefaultValuesDto>> {
  @ObjectField(() => DefaultValuesDto, { optional: true, description: '采集生成.' })
  generated?: DefaultValuesDto;

  @ObjectField(() => DefaultValuesDto, { optional: true, description: '自动化程序收集公开数据.' })
  automatedPublic?: DefaultValuesDto;

  @ObjectField(() => DefaultValuesDto, { optional: true, description: '协议取得.' })
  agreement?: DefaultValuesDto;

  @ObjectField(() => DefaultValuesDto, { optional: true, description: '衍生创造.' })
  derived?: DefaultValuesDto;
}

/** What a sheet lacks. A cell wins over the default of its source, that over the general one. */
export class ImportDefaultsDto extends DefaultValuesDto {
  @EnumField(assetSources, { optional: true, description: '来源.', example: 'agreement' })
  source?: AssetSource;

  @ObjectField(() => DefaultsBySourceDto, {
    optional: true,
    description: 'Other defaults for rows of one source.',
  })
  bySource?: DefaultsBySourceDto;
}
