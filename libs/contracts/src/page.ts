import { IntegerField, ListField, TextField } from './fields.js';

/** Rows of a list unless the caller asks for another number, and the most he may ask for. */
export const pageSizeDefault = 50;
export const pageSizeMax = 200;

/** One page of a list; `next` is there while there may be more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** The query of every list; a list's own filters extend it. */
export class PageQuery {
  @IntegerField({
    min: 1,
    max: pageSizeMax,
    optional: true,
    description: `Most items to answer; ${pageSizeDefault} when absent.`,
    example: pageSizeDefault,
  })
  limit: number = pageSizeDefault;

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Where to go on: the `next` of the page before, unchanged.',
    example: 'WzEsImFzc2V0IiwiMjAyNi0xMS0yMSJd',
  })
  cursor?: string;
}

/** The OpenAPI class of a page of `Item`: `PageOf(AssetDto)` is `AssetDtoPage`. */
export const PageOf = <Item extends object>(item: new () => Item): new () => Page<Item> => {
  const known = pages.get(item);
  if (known) return known as new () => Page<Item>;
  class ItemPage implements Page<Item> {
    @ListField(() => item, { max: pageSizeMax, description: 'The rows of this page, in order.' })
    items!: readonly Item[];

    @TextField({
      max: 1_000,
      optional: true,
      description: 'Give it as `cursor` to read on; absent on the last page.',
      example: 'WzEsImFzc2V0IiwiMjAyNi0xMS0yMSJd',
    })
    next?: string;
  }
  Object.defineProperty(ItemPage, 'name', { value: `${item.name}Page` });
  pages.set(item, ItemPage);
  return ItemPage;
};

/** A class must be the same object wherever it is named, or OpenAPI takes it for two schemas. */
const pages = new Map<new () => object, new () => Page<object>>();
