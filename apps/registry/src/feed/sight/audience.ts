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
      return `${partyId}/${kind}`;
    case 'lender':
    case 'claimant':
      return `${partyId}/lender`;
    case 'holder':
    case 'grantee':
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

export type Reading = Pick<Caller, 'partyId' | 'roles'> & {
  /** Why a lender looks at registers of others; without it he sees only what he is a party to. */
  readonly purpose?: string | undefined;
};

/**
 * The names under which a caller finds events. An auditor finds all under one; who only administers
 * the platform finds what is open to everyone.
 */
export const audiencesOf = ({ partyId, roles, purpose }: Reading): readonly string[] => {
  if (roles.includes('auditor')) return [auditors];
  const own = roles.some((role) => role !== 'admin') ? [partyId] : [];
  const hats = (['registrar', 'appraiser', 'manager', 'lender'] as const)
    .filter((role) => roles.includes(role))
    .map((role) => `${partyId}/${role}`);
  return [
    everyone,
    ...own,
    ...hats,
    ...(roles.includes('operator') ? [operators] : []),
    ...(roles.includes('lender') && purpose !== undefined ? [lenders] : []),
  ];
};
