import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { gradingDueFold } from './grading-due.projection.js';
import { GradingDueView } from './grading-due.view.js';
import { labelChangeFold } from './label-change.projection.js';
import { LabelChangeView } from './label-change.view.js';

/** Tables of this slice. */
export const classificationViews: readonly EntityTarget<ObjectLiteral>[] = [
  LabelChangeView,
  GradingDueView,
];

/** What keeps them. */
export const classificationProjections: readonly Projection[] = [
  rowProjection(labelChangeFold),
  rowProjection(gradingDueFold),
];
