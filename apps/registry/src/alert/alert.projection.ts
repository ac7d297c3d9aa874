import type { WatchEvent } from '@ledger/domain/alert/alert.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AlertView } from './alert.view.js';

/** One row per alert. */
export const alertFold: RowFold<WatchEvent, AlertView> = {
  name: 'alert',
  categories: ['watch'],
  table: AlertView,
  key: 'alertId',
  keysOf: ({ type, data }) => {
    switch (type) {
      case 'AlertRaised':
      case 'AlertCured':
      case 'AlertAcknowledged':
        return [data.alertId];
      case 'SourceImpactNoted':
      case 'AssetWatched':
      case 'AssetUnwatched':
      case 'WatchScheduled':
        return [];
    }
  },
  evolve: (row, event) => {
    switch (event.type) {
      case 'AlertRaised': {
        const { breach = null, ...raised } = event.data;
        const { recordedAt: raisedAt, position: raisedPosition, version } = event;
        const later = { curedAt: null, acknowledgedAt: null, note: null };
        return { ...raised, breach, raisedAt, raisedPosition, ...later, version };
      }
      case 'AlertCured':
        return row && { ...row, curedAt: event.recordedAt, version: event.version };
      case 'AlertAcknowledged': {
        const { note = null } = event.data;
        return row && { ...row, acknowledgedAt: event.recordedAt, note, version: event.version };
      }
      case 'SourceImpactNoted':
      case 'AssetWatched':
      case 'AssetUnwatched':
      case 'WatchScheduled':
        return row;
    }
  },
};
