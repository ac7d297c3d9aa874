import type { NeedEvent } from '@ledger/domain/need/need.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { NeedMatchView } from './need-match.view.js';

/** One row per match. */
export const needMatchFold: RowFold<NeedEvent, NeedMatchView> = {
  name: 'exchange-need-match',
  categories: ['need'],
  table: NeedMatchView,
  key: 'matchId',
  keysOf: ({ type, data }) => {
    switch (type) {
      case 'NeedMatched':
      case 'NeedMatchAcknowledged':
        return [`${data.needId}.${data.matchNo}`];
      case 'NeedStated':
      case 'NeedRevised':
      case 'NeedClosed':
        return [];
    }
  },
  evolve: (row, event, matchId) => {
    switch (event.type) {
      case 'NeedMatched': {
        const { recordedAt: matchedAt, position: matchedPosition, version } = event;
        return { matchId, ...event.data, isOpen: true, matchedAt, matchedPosition, version };
      }
      case 'NeedMatchAcknowledged':
        return row && { ...row, isOpen: false, version: event.version };
      case 'NeedStated':
      case 'NeedRevised':
      case 'NeedClosed':
        return row;
    }
  },
};
