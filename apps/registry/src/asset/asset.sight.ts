import type { Caller } from '@ledger/http/auth/caller.js';
import type { ReaderGround } from './asset-reader.view.js';

/**
 * Which assets a caller sees (model, "Who sees what"): an auditor all; everybody else those of his
 * own organisation, and those that a ground opens to it. Administrators see no business matters.
 */
export type AssetSight =
  | { readonly is: 'all' }
  | { readonly is: 'none' }
  | {
      readonly is: 'own';
      readonly partyId: string;
      readonly grounds: readonly ReaderGround[];
      /** Sees all that names his organisation as the registrar, but no draft. */
      readonly isRegistrar?: boolean;
    };

/** Joint holders and grantees see by what they are; lenders also need the role. */
export const sightOf = ({ partyId, roles }: Caller): AssetSight => {
  if (roles.includes('auditor')) return { is: 'all' };
  if (!roles.some((role) => role !== 'admin')) return { is: 'none' };
  const lending: readonly ReaderGround[] = roles.includes('lender') ? ['lender', 'pledgee'] : [];
  const registers = roles.includes('registrar') ? { isRegistrar: true } : {};
  return { is: 'own', partyId, grounds: ['holder', 'grantee', ...lending], ...registers };
};

/** Sight of how an asset came to be: a lender was let in to see what it is, not who did what. */
export const withoutLending = (sight: AssetSight): AssetSight =>
  sight.is === 'own' ? { ...sight, grounds: ['holder'] } : sight;
