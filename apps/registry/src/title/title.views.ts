import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { titleDueFold } from './title-due.projection.js';
import { TitleDueView } from './title-due.view.js';

/** Tables of this slice. */
export const titleViews: readonly EntityTarget<ObjectLiteral>[] = [TitleDueView];

/** What keeps them. */
export const titleProjections: readonly Projection[] = [rowProjection(titleDueFold)];
