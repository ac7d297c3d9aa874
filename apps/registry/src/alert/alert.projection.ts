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
      case 'AlertAcknowledged':
        return [data.alertId];
      case 'SourceImpactNoted':
        return [];
    }
  },
  evolve: (row, event) => {
    switch (event.type) {
      case 'AlertRaised': {
        const { watchId: _, ...raised } = event.data;
        const { recordedAt: raisedAt, position: raisedPosition, version } = event;
        return { ...raised, raisedAt, raisedPosition, acknowledgedAt: null, note: null, version };
      }
      case 'AlertAcknowledged': {
        const { note = null } = event.data;
        return row && { ...row, acknowledgedAt: event.recordedAt, note, version: event.version };
      }
      case 'SourceImpactNoted':
        return row;
    }
  },
};
