import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { pledgeFold } from './pledge.projection.js';
import { PledgeView } from './pledge.view.js';

/** Tables of this slice. */
export const pledgeViews: readonly EntityTarget<ObjectLiteral>[] = [PledgeView];

/** What keeps them. */
export const pledgeProjections: readonly Projection[] = [rowProjection(pledgeFold)];
