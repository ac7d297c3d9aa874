import type { AssetRefusal } from '@ledger/domain/asset/asset.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const assetProblems = {
  asset_not_found: {
    status: 404,
    zh: {
      title: '没有这个数据资产',
      detail: '没有这个数据资产，或者您无权查看。请核对标识后重试。',
    },
    en: {
      title: 'No such data asset',
      detail: 'There is no such data asset, or you may not see it. Check the id and try again.',
    },
  },
} as const satisfies ProblemsOf<AssetRefusal>;
