import type {
  AssetDescription,
  AssetForm,
  AssetSource,
  Category,
  Grade,
  Origin,
  Territory,
  UpdateFrequency,
} from '@ledger/domain/asset/asset.events.js';
import {
  descriptionCharactersMax as max,
  domainCharactersMax,
  domainsMax,
} from '@ledger/domain/asset/description.rule.js';
import type { Fingerprint } from '@ledger/domain/fingerprint/fingerprint.events.js';
import { sourcesMax } from '@ledger/domain/lineage/lineage.rules.js';
import {
  DateField,
  DigestField,
  DigestsField,
  EnumField,
  Field,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { text } from '../shape.js';
import { industry, webAddress, wholeNumber } from './asset.shapes.js';

export const assetSources = ['generated', 'automatedPublic', 'agreement', 'derived'] as const;
export const assetForms = ['picture', 'text', 'video', 'audio', 'table', 'other'] as const;
export const grades = ['core', 'important', 'sensitive', 'general'] as const;
export const categories = ['customer', 'business', 'management', 'system'] as const;
export const territories = [
  'international',
  'national',
  'provincial',
  'municipal',
  'county',
  'belowCounty',
] as const;
export const updateFrequencies = [
  'daily',
  'weekly',
  'monthly',
  'yearly',
  'onDemand',
  'realTime',
  'other',
] as const;

/** A run of calendar dates, both inclusive. */
export class TimeSpanDto {
  @DateField({ description: 'First day.', example: '2024-01-01' })
  from!: string;

  @DateField({ optional: true, description: 'Last day; absent: it goes on.' })
  until?: string;
}

/** 数据量. */
export class VolumeDto {
  @Field(wholeNumber, { optional: true, description: 'Records.', example: '1200000' })
  records?: string;

  @Field(wholeNumber, { optional: true, description: 'Bytes.', example: '53687091200' })
  bytes?: string;
}

/** A registered asset that another was made from. */
export class SourceDto {
  @IdField({ description: 'The asset.', example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' })
  assetId!: string;

  @IntegerField({
    min: 0,
    optional: true,
    description: 'In answers: the version relied on. The registry reads it itself.',
    example: 5,
  })
  version?: number;
}

/** What tells one content from another, computed by the applicant. */
export class FingerprintDto implements Fingerprint {
  @DigestField({ description: 'SHA-256 of the content.' })
  contentDigest!: string;

  @ListField(text({ max: 200 }), {
    max: 500,
    optional: true,
    description: 'Names of its fields or columns.',
    example: ['企业名称', '统计月份', '用电量'],
  })
  fields?: readonly string[];

  @DigestsField({
    max: 200,
    optional: true,
    description: 'SHA-256 of sample records, each made in the same way.',
  })
  sampleDigests?: readonly string[];
}

/** What the asset is, in the words of the application form (annex 1 of the guide of 2026). */
export class AssetDescriptionDto implements Omit<AssetDescription, 'sources'> {
  @TextField({
    max: max.name,
    description: '数据名称. Beyond 40 characters the in-house scheme warns.',
    example: '小微企业月度用电信息',
  })
  name!: string;

  @TextField({
    max: max.englishName,
    optional: true,
    description: '英文名称.',
    example: 'Monthly electricity use of small businesses',
  })
  englishName?: string;

  @TextField({
    max: max.summary,
    description: '概述: function, form, use. Beyond 400 characters the in-house scheme warns.',
    example: '按采购合同取得的小微企业月度用电量，用于授信评估与贷后监测。',
  })
  summary!: string;

  @TextField({
    max: max.content,
    optional: true,
    description: '数据内容.',
    example: '户号；行业；月度用电量；欠费次数',
  })
  content?: string;

  @Field(industry, {
    optional: true,
    description: '所属行业: GB/T 4754-2017 section, optionally with its division.',
    example: 'D44',
  })
  industry?: string;

  @ListField(text({ max: domainCharactersMax }), {
    max: domainsMax,
    optional: true,
    description: '领域: free tags.',
    example: ['electricity', 'credit'],
  })
  domains?: string[];

  @EnumField(assetSources, { description: '来源.', example: 'agreement' })
  source!: AssetSource;

  @Field(webAddress({ max: max.sourceUrl }), {
    optional: true,
    description: '来源网址.',
    example: 'https://data.example.org/electricity',
  })
  sourceUrl?: string;

  @EnumField(territories, { optional: true, description: '地域范围.', example: 'provincial' })
  territory?: Territory;

  @ObjectField(() => TimeSpanDto, { optional: true, description: '时域范围.' })
  timeSpan?: TimeSpanDto;

  @EnumField(updateFrequencies, {
    optional: true,
    description: '更新频率.',
    example: 'monthly',
  })
  updateFrequency?: UpdateFrequency;

  @ObjectField(() => VolumeDto, { optional: true, description: '数据量.' })
  volume?: VolumeDto;

  @EnumField(assetForms, {
    description: '形态.',
    example: 'table',
  })
  form!: AssetForm;

  @EnumField(['structured', 'semiStructured', 'unstructured'] as const, {
    optional: true,
    description: '结构.',
  })
  structure?: 'structured' | 'semiStructured' | 'unstructured';

  @TextField({
    max: max.limits,
    optional: true,
    description: '限制范围; 无 where there is none.',
    example: '仅限境内，不得转售',
  })
  limits?: string;

  @EnumField(categories, { optional: true, description: '类别.', example: 'business' })
  category?: Category;

  @EnumField(grades, { optional: true, description: '级别.', example: 'general' })
  grade?: Grade;

  @EnumField(['public', 'enterprise', 'personal'] as const, {
    optional: true,
    description: '数据来源属性.',
    example: 'enterprise',
  })
  origin?: Origin;

  @ListField(() => SourceDto, {
    max: sourcesMax,
    optional: true,
    description: 'Registered assets that derived data was made from (guide art. 20, 21).',
  })
  sources?: SourceDto[];

  @ObjectField(() => FingerprintDto, {
    optional: true,
    description: 'What tells the content from others’; compared at registration.',
  })
  fingerprint?: FingerprintDto;
}
