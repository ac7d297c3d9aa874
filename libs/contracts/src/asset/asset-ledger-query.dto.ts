import { Without } from '../fields.js';
import { AssetsQuery } from './assets-query.dto.js';

/** Filters of an exported ledger: those of the list, without its pages and orders. */
export class AssetLedgerQuery extends Without(AssetsQuery, [
  'limit',
  'cursor',
  'sort',
  'facets',
]) {}
