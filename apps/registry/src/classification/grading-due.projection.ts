import type { WatchEvent } from '@ledger/domain/alert/alert.events.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { GradingDueView } from './grading-due.view.js';

/** What an alert of the sweep names as its fact. */
export const regradingFact = (assetId: string, validUntil: string): string =>
  `regrading/${assetId}/${validUntil}`;

type News = AssetEvent | WatchEvent;

/** One row per asset that was graded after its application. */
export const gradingDueFold: RowFold<News, GradingDueView> = {
  name: 'grading-due',
  categories: ['asset', 'watch'],
  table: GradingDueView,
  key: 'assetId',
  keysOf: (event) => (matters(event) ? [event.data.assetId] : []),
  evolve: (row, event) => {
    if (event.type === 'AssetReclassified') {
      const { assetId, applicantPartyId, to, validUntil } = event.data;
      const { grade } = to;
      const dueFrom = event.data.regradeFrom ?? validUntil;
      const gradedPosition = event.position;
      return { assetId, applicantPartyId, grade, validUntil, dueFrom, told: false, gradedPosition };
    }
    const isAboutThis =
      event.type === 'AlertRaised' &&
      row !== undefined &&
      event.data.fact.key === regradingFact(row.assetId, row.validUntil);
    return isAboutThis ? { ...row, told: true } : row;
  },
};

const matters = (
  event: RecordedOf<News>,
): event is Extract<RecordedOf<News>, { type: 'AssetReclassified' | 'AlertRaised' }> =>
  event.type === 'AssetReclassified' ||
  (event.type === 'AlertRaised' && event.data.kind === 'regradingDue');
