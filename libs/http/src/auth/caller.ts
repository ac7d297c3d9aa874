import type { Role } from '@ledger/domain/decider.js';
import type { PartyIdentifier } from '@ledger/domain/party/party.events.js';

/** A role that a token or a key may give; `system` is only our own processes. */
export type CallerRole = Exclude<Role, 'system'>;

/** The roles in the order in which they are shown; unknown words in a token are passed over. */
export const callerRoles = [
  'manager',
  'registrar',
  'appraiser',
  'lender',
  'accountant',
  'operator',
  'auditor',
  'admin',
] as const satisfies readonly CallerRole[];

/** Who is asking: a random token of the person, the organisation spoken for, and the roles. */
export interface Caller {
  /** Random token; the name and subject behind it live in an erasable table only. */
  readonly person: string;
  /** The organisation's unified social credit code, LEI or entry in a foreign register. */
  readonly org: string;
  /** Which of them it is. */
  readonly register: PartyIdentifier['kind'];
  readonly partyId: string;
  readonly roles: readonly CallerRole[];
}

/** The known roles among words, in the order of `callerRoles`, each once. */
export const knownRoles = (words: readonly unknown[]): readonly CallerRole[] =>
  callerRoles.filter((role) => words.includes(role));
