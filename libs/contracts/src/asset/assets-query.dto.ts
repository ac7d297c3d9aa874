import type { AssetSource, Category, Grade } from '@ledger/domain/asset/asset.events.js';
import type { AssetStatus } from '@ledger/domain/asset/asset.state.js';
import { DateField, EnumField, Field, TextField } from '../fields.js';
import { PageQuery } from '../page.js';
import { assetSources, categories, grades } from './asset-description.dto.js';
import { assetStates } from './asset.dto.js';
import { certificateNo, industry } from './asset.shapes.js';

/** Filters of the list of assets; those given must all hold. */
export class AssetsQuery extends PageQuery {
  @TextField({
    max: 100,
    optional: true,
    description: 'Part of the name, English name, summary or external number, in any case.',
    example: '用电',
  })
  text?: string;

  @EnumField(assetStates, { optional: true, description: 'State.', example: 'registered' })
  state?: Exclude<AssetStatus, 'none'>;

  @Field(industry, {
    optional: true,
    description: 'Industry; a section finds its divisions too.',
    example: 'D',
  })
  industry?: string;

  @EnumField(grades, { optional: true, description: '级别.', example: 'general' })
  grade?: Grade;

  @EnumField(categories, { optional: true, description: '类别.', example: 'business' })
  category?: Category;

  @EnumField(assetSources, { optional: true, description: '来源.', example: 'agreement' })
  source?: AssetSource;

  @Field(certificateNo, {
    optional: true,
    description: 'Certificate number.',
    example: 'N3f2a1b0c202611000001',
  })
  certificateNo?: string;

  @DateField({ optional: true, description: 'Registered on this day or later.' })
  registeredFrom?: string;

  @DateField({ optional: true, description: 'Registered on this day or earlier.' })
  registeredUntil?: string;

  @TextField({ max: 100, optional: true, description: '外部编号.', example: 'EXT-2026-0001' })
  externalNumber?: string;
}
