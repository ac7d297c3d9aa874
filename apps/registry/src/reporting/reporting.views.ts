import type { Projection } from '@ledger/read-model/projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { postingProjection } from './posting.projection.js';
import { PostingSumView, PostingView } from './posting.view.js';
import { VoucherView } from './voucher.view.js';

/** Tables of this slice. */
export const reportingViews: readonly EntityTarget<ObjectLiteral>[] = [
  VoucherView,
  PostingView,
  PostingSumView,
];

/** What keeps them. */
export const reportingProjections: readonly Projection[] = [postingProjection];
