import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { QualityAssessmentView } from './quality-assessment.view.js';

/** One row per assessment. */
export const qualityFold: RowFold<AssetEvent, QualityAssessmentView> = {
  name: 'quality-assessment',
  categories: ['asset'],
  table: QualityAssessmentView,
  key: 'assessmentId',
  keysOf: ({ type, data }) => (type === 'QualityAssessed' ? [data.assessmentId] : []),
  evolve: (row, { type, data, recordedAt, version }) =>
    type === 'QualityAssessed'
      ? {
          assessmentId: data.assessmentId,
          assetId: data.assetId,
          assessment: data,
          recordedAt,
          version,
        }
      : row,
};
