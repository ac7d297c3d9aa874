import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { Ground } from './ground.js';

/** Who reads for the platform's auditor: every event is his. */
export const auditors = 'auditors';
const everyone = 'everyone';
const operators = 'operators';
const lenders = 'lenders';

/** The name under which the events that a ground opens are found. */
export const audienceOf = ({ kind, partyId = '' }: Ground): string => {
  switch (kind) {
    case 'registrar':
    case 'appraiser':
    case 'manager':
    case 'accountant':
    case 'grantee':
      return `${partyId}/${kind}`;
    case 'lender':
    case 'claimant':
      return `${partyId}/lender`;
    case 'holder':
    case 'side':
    case 'addressee':
      return partyId;
    case 'anyLender':
      return lenders;
    case 'operator':
      return operators;
    case 'everyone':
      return everyone;
  }
};

/** Whether events are found under this name by lending alone: such a look is recorded. */
export const isLending = (audience: string): boolean =>
  audience === lenders || audience.endsWith('/lender');

export type Reading = Pick<Caller, 'roles'> & {
  /** Himself and those whom his organisation succeeded. */
  readonly standing: Standing;
  /** Why a lender looks at registers of others; without it he sees only what he is a party to. */
  readonly purpose?: string | undefined;
};

/**
 * The names under which a caller finds events. An auditor finds all under one; who only administers
 * the platform finds what is open to everyone. What several may have together each of several
 * successors finds; the rest, who alone stands for it.
 */
export const audiencesOf = ({ standing, roles, purpose }: Reading): readonly string[] => {
  if (roles.includes('auditor')) return [auditors];
  const { joint, sole } = standing;
  const isBusiness = roles.some((role) => role !== 'admin');
  const own = isBusiness ? [...joint, ...sole.map((partyId) => `${partyId}/grantee`)] : [];
  const hats = (['registrar', 'appraiser', 'lender'] as const)
    .filter((role) => roles.includes(role))
    .flatMap((role) => sole.map((partyId) => `${partyId}/${role}`));
  const keeping = (['manager', 'accountant'] as const)
    .filter((role) => roles.includes(role))
    .flatMap((role) => joint.map((partyId) => `${partyId}/${role}`));
  return [
    everyone,
    ...own,
    ...hats,
    ...keeping,
    ...(roles.includes('operator') ? [operators] : []),
    ...(roles.includes('lender') && purpose !== undefined ? [lenders] : []),
  ];
};
