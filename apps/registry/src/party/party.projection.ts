import type { PartyEvent } from '@ledger/domain/party/party.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { PartyView } from './party.view.js';

type Row = Omit<PartyView, 'lastPosition'>;

/** One row per organisation. */
export const partyFold: RowFold<PartyEvent, PartyView> = {
  name: 'party',
  categories: ['party'],
  table: PartyView,
  key: 'partyId',
  keysOf: ({ data }) => [data.partyId],
  evolve: (row, event) => {
    switch (event.type) {
      case 'PartyRegistered':
        return registered(event);
      case 'PartyVerified':
        return verified(row, event);
    }
  },
};

const registered = ({ data, recordedAt, version }: Of<'PartyRegistered'>): Row => ({
  partyId: data.partyId,
  identifierKind: data.identifier.kind,
  identifierValue: data.identifier.value,
  name: data.name,
  partyClass: data.partyClass,
  checkOverrideReason: data.checkOverrideReason ?? null,
  registeredAt: recordedAt,
  verifiedAt: null,
  evidence: null,
  documentDigest: null,
  version,
});

const verified = (row: Row | undefined, event: Of<'PartyVerified'>): Row => {
  if (!row) throw new Error('A party was verified before it was registered.');
  const { data, recordedAt, version } = event;
  const documentDigest = data.documentDigest ?? null;
  return { ...row, verifiedAt: recordedAt, evidence: data.evidence, documentDigest, version };
};

type Of<Type extends PartyEvent['type']> = Extract<RecordedOf<PartyEvent>, { readonly type: Type }>;
