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
      case 'PartyCorrectionProposed': {
        const { correctionId, partyClass, reason } = event.data;
        const corrections = [...existing(row).corrections, { correctionId, partyClass, reason }];
        return { ...changed(row, event), corrections };
      }
      case 'PartyCorrected':
        return { ...changed(row, event), partyClass: event.data.partyClass, corrections: [] };
      case 'PartyCorrectionRejected': {
        const { correctionId } = event.data;
        const left = existing(row).corrections.filter((one) => one.correctionId !== correctionId);
        return { ...changed(row, event), corrections: left };
      }
      case 'PartyRenamed': {
        const { name, from } = event.data;
        const names = [...existing(row).names, { name, from }];
        return { ...changed(row, event), names: names.sort((a, b) => (a.from < b.from ? -1 : 1)) };
      }
      case 'PartySucceeded': {
        const { kind, successors, on } = event.data;
        return { ...changed(row, event), succession: { kind, successors, on } };
      }
      case 'PredecessorNoted': {
        const predecessors = [...existing(row).predecessors, event.data.predecessorPartyId];
        return { ...changed(row, event), predecessors };
      }
      case 'PartySuspended':
        return { ...changed(row, event), suspendedOn: event.data.on };
      case 'PartySuspensionLifted':
        return { ...changed(row, event), suspendedOn: null };
      case 'InsolvencyOpened': {
        const { caseNumber, authority, on } = event.data;
        return { ...changed(row, event), insolvency: { caseNumber, authority, on } };
      }
      case 'InsolvencyEnded': {
        const { insolvency } = existing(row);
        const over = insolvency && { ...insolvency, endedOn: event.data.on };
        return { ...changed(row, event), insolvency: over };
      }
    }
  },
};

const registered = ({ data, recordedAt, version }: Of<'PartyRegistered'>): Row => ({
  partyId: data.partyId,
  identifierKind: data.identifier.kind,
  identifierValue: data.identifier.value,
  name: data.name,
  partyClass: data.partyClass,
  country: data.country ?? null,
  checkOverrideReason: data.checkOverrideReason ?? null,
  registeredAt: recordedAt,
  verifiedAt: null,
  evidence: null,
  documentDigest: null,
  corrections: [],
  names: [],
  succession: null,
  predecessors: [],
  suspendedOn: null,
  insolvency: null,
  version,
});

const existing = (row: Row | undefined): Row => {
  if (!row) throw new Error('Something befell a party before it was registered.');
  return row;
};

const changed = (row: Row | undefined, { version }: RecordedOf<PartyEvent>): Row => ({
  ...existing(row),
  version,
});

const verified = (row: Row | undefined, event: Of<'PartyVerified'>): Row => {
  const { data, recordedAt } = event;
  const documentDigest = data.documentDigest ?? null;
  const seen = { verifiedAt: recordedAt, evidence: data.evidence, documentDigest };
  return { ...changed(row, event), ...seen };
};

type Of<Type extends PartyEvent['type']> = Extract<RecordedOf<PartyEvent>, { readonly type: Type }>;
