import { OmitType } from '@nestjs/swagger';
import { AssetsQuery } from './assets-query.dto.js';

/** Filters of an exported ledger: those of the list, without its pages and orders. */
export class AssetLedgerQuery extends OmitType(AssetsQuery, [
  'limit',
  'cursor',
  'sort',
  'facets',
] as const) {}
