import type { ValuationEvent } from '@ledger/domain/valuation/valuation.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { ValuationView } from './valuation.view.js';

/** One row per recorded appraisal, as it was recorded; how it stands is asked of the stream. */
export const valuationFold: RowFold<ValuationEvent, ValuationView> = {
  name: 'valuation-view',
  categories: ['valuation'],
  table: ValuationView,
  key: 'valuationId',
  keysOf: ({ type, data }) => {
    switch (type) {
      case 'AppraiserNamed':
      case 'ValuationSuperseded':
      case 'ValuationWithdrawn':
      case 'AppraisalChosen':
        return [];
      case 'ValuationRecorded':
        return [data.valuationId];
    }
  },
  evolve: (_, event) => recorded(event),
};

const recorded = ({ type, data, version }: RecordedOf<ValuationEvent>) => {
  switch (type) {
    case 'AppraiserNamed':
    case 'ValuationSuperseded':
    case 'ValuationWithdrawn':
    case 'AppraisalChosen':
      return undefined;
    case 'ValuationRecorded': {
      const { assetId, titleVersion, ...appraisal } = data;
      return { valuationId: appraisal.valuationId, assetId, appraisal, titleVersion, version };
    }
  }
};
