import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { needMatchFold } from './need-match.projection.js';
import { NeedMatchView } from './need-match.view.js';
import { needFold } from './need.projection.js';
import { NeedView } from './need.view.js';

/** Tables of this slice. */
export const needViews: readonly EntityTarget<ObjectLiteral>[] = [NeedView, NeedMatchView];

/** What keeps them. */
export const needProjections: readonly Projection[] = [
  rowProjection(needFold),
  rowProjection(needMatchFold),
];
