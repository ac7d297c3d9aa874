import type { PartyDto } from '@ledger/contracts/party/party.dto.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { PartyView } from './party.view.js';

/**
 * Who sees all of an organisation: itself, registrars and auditors. Whoever else is signed in sees
 * identifier, name, class and whether it is verified.
 */
export const seesParticulars = ({ partyId, roles }: Caller, subject: string): boolean =>
  partyId === subject || roles.includes('registrar') || roles.includes('auditor');

/** The organisation as this caller may see it. */
export const partyAnswer = (row: PartyView, caller: Caller): PartyDto => ({
  partyId: row.partyId,
  identifier: { kind: row.identifierKind, value: row.identifierValue },
  name: row.name,
  partyClass: row.partyClass,
  verified: row.verifiedAt !== null,
  version: row.version,
  ...(seesParticulars(caller, row.partyId) ? { particulars: particularsOf(row) } : {}),
});

const particularsOf = (row: PartyView): NonNullable<PartyDto['particulars']> => ({
  registeredAt: row.registeredAt,
  ...(row.checkOverrideReason === null ? {} : { checkOverrideReason: row.checkOverrideReason }),
  ...(row.verifiedAt === null ? {} : { verifiedAt: row.verifiedAt }),
  ...(row.evidence === null ? {} : { evidence: row.evidence }),
  ...(row.documentDigest === null ? {} : { documentDigest: row.documentDigest }),
});
