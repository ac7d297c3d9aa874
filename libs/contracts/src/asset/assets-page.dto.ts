import { BooleanField, IntegerField, ListField, ObjectField, TextField } from '../fields.js';
import { PageOf } from '../page.js';
import { AssetDto } from './asset.dto.js';

/** One value of a facet and how many assets have it. */
export class FacetCountDto {
  @TextField({ max: 100, description: 'Value, as the filter of that name takes it.', example: 'J' })
  value!: string;

  @IntegerField({ min: 1, description: 'Assets that have it.', example: 120 })
  count!: number;
}

const facet = (name: string): PropertyDecorator =>
  ListField(() => FacetCountDto, { max: 100, description: `${name}, the most frequent first.` });

/** How what is found divides; the newest 5,000 matches are counted, not more. */
export class AssetFacetsDto {
  @IntegerField({ min: 0, description: 'Assets that were counted.', example: 281 })
  counted!: number;

  @BooleanField({ description: 'Whether these are all that match; if not, there are more.' })
  isExact!: boolean;

  @facet('State')
  state!: FacetCountDto[];

  @facet('Rules by which it was judged')
  scheme!: FacetCountDto[];

  @facet('Section of GB/T 4754')
  industry!: FacetCountDto[];

  @facet('来源')
  source!: FacetCountDto[];

  @facet('形态')
  form!: FacetCountDto[];

  @facet('类别')
  category!: FacetCountDto[];

  @facet('级别')
  grade!: FacetCountDto[];
}

/** A page of assets; with `facets=true` also how all that is found divides. */
export class AssetsPageDto extends PageOf(AssetDto) {
  @ObjectField(() => AssetFacetsDto, { optional: true, description: 'With `facets=true`.' })
  facets?: AssetFacetsDto;
}
