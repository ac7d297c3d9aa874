import type { Caller } from '@ledger/http/auth/caller.js';

/** Whether a caller sees the imports of an organisation: its own managers, and auditors all. */
export const seesImportsOf = ({ partyId, roles }: Caller, applicantPartyId: string): boolean =>
  roles.includes('auditor') || (roles.includes('manager') && partyId === applicantPartyId);
