import type { SharingEvent } from '@ledger/domain/sharing/sharing.events.js';
import { participantsOf } from '@ledger/domain/sharing/sharing.terms.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { SharingView } from './sharing.view.js';

/** One row per agreement. */
export const sharingFold: RowFold<SharingEvent, SharingView> = {
  name: 'sharing',
  categories: ['sharing'],
  table: SharingView,
  key: 'sharingId',
  keysOf: ({ type, data }) => (type === 'SharingAgreed' ? [data.sharingId] : []),
  evolve: (row, event) => {
    if (event.type !== 'SharingAgreed') return row;
    const { sharingId, ownerPartyId, name, version, from, terms } = event.data;
    const known = row?.participantIds ?? [ownerPartyId];
    return {
      sharingId,
      ownerPartyId,
      name,
      version,
      fromDate: from,
      participantIds: [...new Set([...known, ...participantsOf(terms)])],
      firstPosition: row?.firstPosition ?? event.position,
    };
  },
};
