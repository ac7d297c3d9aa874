import type { AssetForm, AssetSource, Category, Grade } from '@ledger/domain/asset/asset.events.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import { type SchemeName, schemeNames } from '@ledger/domain/policy/scheme.js';
import { BooleanField, DateField, EnumField, Field, IdField, TextField } from '../fields.js';
import { PageQuery } from '../page.js';
import { soughtText } from '../sought-text.js';
import { assetForms, assetSources, categories, grades } from './asset-description.dto.js';
import { assetStates } from './asset.dto.js';
import { certificateNo, industry } from './asset.shapes.js';

/** Newest matches that are sorted by relevance; older ones follow, newest first. */
export const rankedMax = 200;

export const assetSorts = ['newest', 'relevance', 'name', 'registeredOn', 'expiry'] as const;
export type AssetSort = (typeof assetSorts)[number];

/** Filters of the list of assets; those given must all hold. */
export class AssetsQuery extends PageQuery {
  @Field(soughtText(100), {
    optional: true,
    description:
      'At most eight words, parted by blanks, that all stand in the name, English name, summary or external ' +
      'number, in any case and width. A single Chinese character is looked for in names, a Latin ' +
      'word of one or two letters as a whole.',
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

  @EnumField(schemeNames, {
    optional: true,
    description: 'Rules by which it is judged.',
    example: 'in-house',
  })
  scheme?: SchemeName;

  @EnumField(assetForms, { optional: true, description: '形态.', example: 'table' })
  form?: AssetForm;

  @IdField({
    optional: true,
    description: 'Party who holds a right in it: by its title, before that by the application.',
  })
  holder?: string;

  @DateField({ optional: true, description: 'Registered until a day before this one.' })
  expiringBefore?: string;

  @EnumField(assetSorts, {
    optional: true,
    description:
      'Order; `newest` (application) when absent. `registeredOn` (newest first) and `expiry` ' +
      '(soonest first) list only what has such a day; `name` goes by code point; `relevance` ' +
      `ranks the newest ${rankedMax} matches of \`text\` by how many of its words their names have, ` +
      'older ones follow.',
    example: 'relevance',
  })
  sort?: AssetSort;

  @BooleanField({
    optional: true,
    description: 'Also count the values of what is found; see `facets` of the answer.',
  })
  facets?: boolean;
}
