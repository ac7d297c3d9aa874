import type { Grade } from '@ledger/domain/asset/asset.events.js';
import { assetStatuses, type AssetStatus } from '@ledger/domain/asset/life.graph.js';
import { sourcesMax } from '@ledger/domain/lineage/lineage.rules.js';
import { grades } from '../asset/asset-description.dto.js';
import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { WrittenDto } from '../written.dto.js';

export const lineageDepthMax = 20;
export const lineageDepthDefault = 5;
/** Assets in each direction, at most. */
export const lineageNodesMax = 200;

/** How far to look. */
export class LineageQuery {
  @IntegerField({
    min: 1,
    max: lineageDepthMax,
    optional: true,
    description: `Generations in each direction; ${lineageDepthDefault} when absent.`,
    example: lineageDepthDefault,
  })
  depth: number = lineageDepthDefault;
}

/** An asset in a lineage. */
export class LineageNodeDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IntegerField({ description: 'Generations from the asset that was asked about.', example: 1 })
  depth!: number;

  @BooleanField({
    description: 'Whether it is another organisation’s that the caller may not see.',
    example: false,
  })
  hidden!: boolean;

  @BooleanField({
    description:
      'Whether its registration does not carry what is made from it: suspended, lapsed, cancelled, ' +
      'revoked or withdrawn. Told of what is hidden, too.',
    example: false,
  })
  ended!: boolean;

  @TextField({ max: 200, optional: true, description: '数据名称.', example: '企业登记信息' })
  name?: string;

  @EnumField(grades, { optional: true, description: '级别.', example: 'general' })
  grade?: Grade;

  @EnumField(assetStatuses as readonly [string, ...string[]], {
    optional: true,
    description: 'State.',
    example: 'registered',
  })
  state?: AssetStatus;
}

/** One asset was made from another. */
export class LineageEdgeDto {
  @IdField({ description: 'The source.' })
  sourceAssetId!: string;

  @IdField({ description: 'What was made from it.' })
  derivedAssetId!: string;
}

/** What an asset was made from, and what was made from it. */
export class LineageDto {
  @ObjectField(() => LineageNodeDto, { description: 'The asset that was asked about.' })
  asset!: LineageNodeDto;

  @ListField(() => LineageNodeDto, { max: lineageNodesMax, description: 'Nearest first.' })
  ancestors!: readonly LineageNodeDto[];

  @ListField(() => LineageNodeDto, { max: lineageNodesMax, description: 'Nearest first.' })
  descendants!: readonly LineageNodeDto[];

  @ListField(() => LineageEdgeDto, {
    max: (2 * lineageNodesMax + 1) * sourcesMax,
    description: 'Who was made from whom.',
  })
  edges!: readonly LineageEdgeDto[];

  @BooleanField({
    description: 'Whether there is more than is shown: deeper, or more in one generation.',
    example: false,
  })
  truncated!: boolean;
}

/** Names a source. */
export class ChangedSourceDto {
  @IdField({ description: 'A registered asset that the caller may see.' })
  assetId!: string;
}

/** From now on a registered asset is made from these. */
export class ChangeSourcesDto {
  @ListField(() => ChangedSourceDto, {
    max: 50,
    description: 'All its sources from now on; an empty list: none.',
    example: [{ assetId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' }],
  })
  sources!: readonly ChangedSourceDto[];

  @TextField({ max: 1_000, description: 'Why.', example: '新版模型增加一个来源' })
  reason!: string;
}

/** The answer of a change of sources. */
export class SourcesChangedDto extends WrittenDto {
  @BooleanField({
    description: 'Whether the change was checked and adopted; if not (202), it will be shortly.',
  })
  adopted!: boolean;
}
