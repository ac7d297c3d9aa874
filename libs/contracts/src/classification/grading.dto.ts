import type { Grade } from '@ledger/domain/asset/asset.events.js';
import {
  harms,
  impactObjects,
  type Harm,
  type ImpactObject,
} from '@ledger/domain/classification/grading.policy.js';
import { grades } from '../asset/asset-description.dto.js';
import { BooleanField, EnumField, IntegerField, ListField, TextField } from '../fields.js';

const levels = ['core', 'important', 'general'] as const;
const reasonsOfSensitive = ['policy', 'institution'] as const;

/** One item of a set of data, and what harm it can do. */
export class GradedItemDto {
  @TextField({ max: 200, description: 'What is looked at, e.g. a field.', example: '区域负荷' })
  item!: string;

  @EnumField(impactObjects, {
    description:
      '影响对象 of GB/T 43697-2024: 国家安全, 经济运行, 社会秩序, 公共利益, 组织权益, 个人权益.',
    example: 'economicOperation',
  })
  object!: ImpactObject;

  @EnumField(harms, {
    description: '影响程度: 特别严重, 严重, 一般.',
    example: 'serious',
  })
  harm!: Harm;

  @BooleanField({
    optional: true,
    description: 'The institution itself calls it sensitive, e.g. 敏感个人信息.',
    example: false,
  })
  sensitive?: boolean;
}

/** A set of data to grade. */
export class ComputeGradeDto {
  @ListField(() => GradedItemDto, { min: 1, max: 500, description: 'Its items.' })
  items!: GradedItemDto[];
}

/** How one item was graded. */
export class ItemGradeDto extends GradedItemDto {
  @EnumField(levels, { description: 'Level in the national table.', example: 'important' })
  level!: (typeof levels)[number];

  @EnumField(grades, { description: 'Grade of 金规〔2024〕24号.', example: 'important' })
  grade!: Grade;

  @EnumField(reasonsOfSensitive, {
    optional: true,
    description: 'What made a general item sensitive; absent where the table alone decided.',
    example: 'policy',
  })
  sensitiveBy?: (typeof reasonsOfSensitive)[number];

  @BooleanField({ description: 'Whether the whole has its grade because of this item.' })
  decides!: boolean;

  @TextField({
    max: 500,
    description: 'Why, in Chinese.',
    example: '对经济运行造成严重危害：按国家标准为重要',
  })
  zh!: string;

  @TextField({
    max: 500,
    description: 'Why, in English.',
    example: 'Serious harm to economic operation: important by the national table',
  })
  en!: string;
}

/** The grade of a set of data, with its reason. */
export class GradingDto {
  @EnumField(grades, {
    description: 'Grade of the whole: its strictest item.',
    example: 'important',
  })
  grade!: Grade;

  @ListField(() => ItemGradeDto, { max: 500, description: 'Every item, as it was sent.' })
  items!: ItemGradeDto[];

  @IntegerField({ min: 1, description: 'Version of the grading policy.', example: 1 })
  policyVersion!: number;
}
