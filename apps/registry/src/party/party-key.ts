import { normalIdentifier } from '@ledger/domain/party/party-identifier.js';
import type { PartyIdentifier } from '@ledger/domain/party/party.events.js';
import { partyIdOf } from '@ledger/event-store/ids.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of the party that an identifier names, whatever its spelling. */
export const partyIdByIdentifier = (identifier: PartyIdentifier): string => {
  const { kind, value } = normalIdentifier(identifier);
  return partyIdOf(kind, value);
};

/**
 * The party that a path names: by its id, its unified social credit code (18 characters) or its LEI
 * (20). Other text is an id that no party has.
 */
export const partyIdInPath = (key: string): string => {
  if (uuid.test(key)) return key;
  return partyIdByIdentifier({ kind: key.trim().length === 20 ? 'lei' : 'uscc', value: key });
};
