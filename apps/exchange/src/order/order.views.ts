import { jointProjection } from '@ledger/read-model/joint-projection.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { chargeScheduleFold } from './charge-schedule.projection.js';
import { ChargeScheduleView } from './charge-schedule.view.js';
import { orderFold } from './order.projection.js';
import { OrderView } from './order.view.js';

/** Tables of this slice. */
export const orderViews: readonly EntityTarget<ObjectLiteral>[] = [OrderView, ChargeScheduleView];

/** What keeps them. */
export const orderProjections: readonly Projection[] = [
  jointProjection(orderFold.name, [rowProjection(orderFold), rowProjection(chargeScheduleFold)]),
];
