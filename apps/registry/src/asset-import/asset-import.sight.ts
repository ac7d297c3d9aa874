import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';

/**
 * Whether a caller sees the imports of an organisation: managers of its own, or of whoever succeeded it, and
 * auditors all.
 */
export const seesImportsOf = (
  { roles }: Pick<Caller, 'roles'>,
  { joint }: Standing,
  applicantPartyId: string,
): boolean =>
  roles.includes('auditor') || (roles.includes('manager') && joint.includes(applicantPartyId));
