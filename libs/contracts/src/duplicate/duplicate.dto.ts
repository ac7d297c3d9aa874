import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import { assetStates } from '../asset/asset.dto.js';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';

export const duplicateBases = ['content', 'similarity'] as const;
export const duplicateDecisions = ['unfounded', 'upheld'] as const;

/** Decides on a suspected duplicate. */
export class ResolveDuplicateDto {
  @EnumField(duplicateDecisions, {
    description: 'unfounded lifts the bar; upheld leaves it.',
    example: 'unfounded',
  })
  decision!: (typeof duplicateDecisions)[number];

  @TextField({ max: 1_000, description: 'Why.', example: '双方均自同一数据源采购，来源合法' })
  reason!: string;
}

/** An asset whose content may be that of an earlier one. */
export class DuplicateDto {
  @IdField({ description: 'Id; also of the bar on the later asset’s title.' })
  duplicateId!: string;

  @IdField({ description: 'The later asset, which is barred until it is decided.' })
  assetId!: string;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Number within the asset; absent while the bar is being raised.',
    example: 1,
  })
  duplicateNo?: number;

  @IdField({
    optional: true,
    description: 'The earlier asset, where it is in the caller’s register too or is his own.',
  })
  earlierAssetId?: string;

  @EnumField(assetStates, {
    description:
      'How the earlier asset stands today, whoever’s it is. Where it was revoked, nothing is left ' +
      'that the later one could repeat.',
    example: 'registered',
  })
  earlierState!: AssetStatus;

  @EnumField(duplicateBases, { description: 'By what it was noticed.' })
  basis!: (typeof duplicateBases)[number];

  @IntegerField({
    max: 1_000,
    description: 'Estimated similarity in thousandths; 1000 for equal content.',
    example: 1_000,
  })
  similarityPermille!: number;

  @BooleanField({ description: 'Whether it waits for the registrar.' })
  open!: boolean;

  @EnumField(duplicateDecisions, { optional: true, description: 'What was decided.' })
  decision?: (typeof duplicateDecisions)[number];

  @TextField({ max: 1_000, optional: true, description: 'Why.', example: '来源合法' })
  reason?: string;

  @InstantField({ description: 'When it was noticed.' })
  noticedAt!: string;

  @InstantField({ optional: true, description: 'When it was decided.' })
  resolvedAt?: string;
}

/** Filters of the list of suspected duplicates. */
export class DuplicatesQuery extends PageQuery {
  @BooleanField({ optional: true, description: 'Only open (true) or decided (false) ones.' })
  open?: boolean;

  @IdField({ optional: true, description: 'Only those of this later asset.' })
  assetId?: string;
}
