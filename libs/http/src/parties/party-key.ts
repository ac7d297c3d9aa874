import { uuid } from '@ledger/contracts/shape.js';
import { identifierNamed, normalIdentifier } from '@ledger/domain/party/party-identifier.js';
import type { PartyIdentifier } from '@ledger/domain/party/party.events.js';
import { partyIdOf } from '@ledger/event-store/ids.js';

/** The id of the party that an identifier names, whatever its spelling. */
export const partyIdByIdentifier = (identifier: PartyIdentifier): string => {
  const { kind, value } = normalIdentifier(identifier);
  return partyIdOf(kind, value);
};

/**
 * The party that a path names: by its id, or by an identifier of any register
 * (`identifierNamed`). Other text is an id that no party has.
 */
export const partyIdInPath = (key: string): string => {
  if (uuid.accepts(key)) return key;
  return partyIdByIdentifier(identifierNamed(key) ?? { kind: 'uscc', value: key });
};
