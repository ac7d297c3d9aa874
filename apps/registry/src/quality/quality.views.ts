import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { QualityAssessmentView } from './quality-assessment.view.js';
import { qualityFold } from './quality.projection.js';

/** Tables of this slice. */
export const qualityViews: readonly EntityTarget<ObjectLiteral>[] = [QualityAssessmentView];

/** What keeps them. */
export const qualityProjections: readonly Projection[] = [rowProjection(qualityFold)];
