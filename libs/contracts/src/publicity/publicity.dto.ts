import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import { rightsMax } from '@ledger/domain/asset/rights-statement.rule.js';
import { type SchemeName, schemeNames } from '@ledger/domain/policy/scheme.js';
import {
  DateField,
  EnumField,
  IdField,
  ListField,
  ObjectField,
  PageLanguageField,
  TextField,
} from '../fields.js';
import { PageOf, PageQuery } from '../page.js';
import { RightLabelsDto, WordsDto } from '../title/title-extract.dto.js';

/** Filters of the public list of applications in publicity; those given must all hold. */
export class PublicityQuery extends PageQuery {
  @EnumField(schemeNames, {
    optional: true,
    description: 'Rules by which it is judged.',
    example: 'national-2026',
  })
  scheme?: SchemeName;

  @IdField({ optional: true, description: 'Party id of the registrar.' })
  registrar?: string;
}

/** The same for the page, in a language. */
export class PublicityPageQuery extends PublicityQuery {
  @PageLanguageField()
  language?: 'zh' | 'en';
}

/** An organisation as it is called today. */
export class PublicPartyDto {
  @IdField({ description: 'Party id.' })
  partyId!: string;

  @TextField({
    max: 200,
    description: 'Name; the id of one that is not registered here.',
    example: '某银行',
  })
  name!: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Unified social credit code or other identifier.',
    example: '91440300MADX00019R',
  })
  identifier?: string;
}

/** A right that is applied for. */
export class PublicisedRightDto {
  @EnumField(['holding', 'processing', 'operation'], { description: 'Right.' })
  right!: RightKind;

  @ObjectField(() => RightLabelsDto, { description: 'Its names of 2022 and of 2026.' })
  label!: RightLabelsDto;

  @ListField(() => PublicPartyDto, { max: 50, description: 'Who is to have it.' })
  holders!: PublicPartyDto[];
}

/** An application in publicity (公示): what guide art. 24 shows of it. */
export class PublicisedApplicationDto {
  @IdField({ description: 'Id of the asset: by it one objects.' })
  assetId!: string;

  @TextField({ max: 200, description: '数据名称.', example: '小微企业月度用电信息' })
  name!: string;

  @TextField({ max: 2_000, description: '概述.', example: '按采购合同取得，用于授信评估。' })
  summary!: string;

  @TextField({ max: 2_000, optional: true, description: '限制范围.', example: '仅限境内' })
  limits?: string;

  @EnumField(schemeNames, { description: 'Rules by which it is judged.' })
  scheme!: SchemeName;

  @ObjectField(() => PublicPartyDto, { description: 'Who applied.' })
  applicant!: PublicPartyDto;

  @ObjectField(() => PublicPartyDto, { description: 'To whom one objects.' })
  registrar!: PublicPartyDto;

  @ListField(() => PublicisedRightDto, { max: rightsMax, description: 'Rights applied for.' })
  rights!: PublicisedRightDto[];

  @DateField({ description: 'First day of publicity.', example: '2026-11-23' })
  from!: string;

  @DateField({ description: 'Last day of publicity, inclusive.', example: '2026-11-27' })
  until!: string;

  @TextField({
    max: 200,
    description: 'Route by which one objects, signed in.',
    example: '/v1/assets/3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c/objections',
  })
  objections!: string;
}

/** A page of the list; who ends soonest comes first. */
export class PublicityPageDto extends PageOf(PublicisedApplicationDto) {
  @ObjectField(() => WordsDto, { description: 'How to object, in words.' })
  howToObject!: WordsDto;
}
