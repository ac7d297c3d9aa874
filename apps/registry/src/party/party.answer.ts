import type { PartyDto } from '@ledger/contracts/party/party.dto.js';
import { present } from '@ledger/contracts/present.js';
import { countryOf } from '@ledger/domain/party/party-identifier.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { PartyView } from './party.view.js';

/**
 * Who sees all of an organisation: itself, registrars and auditors. Whoever else is signed in sees
 * identifier, name, class and whether it is verified.
 */
export const seesParticulars = ({ partyId, roles }: Caller, subject: string): boolean =>
  partyId === subject || roles.includes('registrar') || roles.includes('auditor');

/** How it is called on a day. */
export const nameOf = ({ name, names }: PartyView, date: string): string =>
  names.findLast(({ from }) => from <= date)?.name ?? name;

/** The organisation as this caller may see it. */
export const partyAnswer = (row: PartyView, caller: Caller, date: string): PartyDto => ({
  partyId: row.partyId,
  identifier: identifierOf(row),
  name: nameOf(row, date),
  names: [{ name: row.name }, ...row.names],
  partyClass: row.partyClass,
  verified: row.verifiedAt !== null,
  version: row.version,
  predecessorPartyIds: row.predecessors,
  ...present({
    country: countryOf(identifierOf(row), row.country ?? undefined),
    succession: row.succession ? successionOf(row.succession) : undefined,
    suspendedOn: row.suspendedOn ?? undefined,
    insolvency: row.insolvency ?? undefined,
  }),
  ...(seesParticulars(caller, row.partyId) ? { particulars: particularsOf(row) } : {}),
});

export const identifierOf = ({ identifierKind: kind, identifierValue: value }: PartyView) => ({
  kind,
  value,
});

const successionOf = ({
  kind,
  on,
  successors,
}: NonNullable<PartyView['succession']>): NonNullable<PartyDto['succession']> => ({
  kind,
  on,
  successors: successors.map(({ partyId, share }) => ({ partyId, ...present({ share }) })),
});

const particularsOf = (row: PartyView): NonNullable<PartyDto['particulars']> => ({
  registeredAt: row.registeredAt,
  corrections: row.corrections,
  ...(row.checkOverrideReason === null ? {} : { checkOverrideReason: row.checkOverrideReason }),
  ...(row.verifiedAt === null ? {} : { verifiedAt: row.verifiedAt }),
  ...(row.evidence === null ? {} : { evidence: row.evidence }),
  ...(row.documentDigest === null ? {} : { documentDigest: row.documentDigest }),
});
