import type { Standing } from '@ledger/domain/party/standing-in.js';
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
      /** Himself and those whom his organisation succeeded. */
      readonly standing: Standing;
      readonly grounds: readonly ReaderGround[];
      /** Sees all that names his organisation as the registrar, but no draft. */
      readonly isRegistrar?: boolean;
    };

/** Joint holders and grantees see by what they are; lenders also need the role. */
export const sightOf = ({ roles }: Pick<Caller, 'roles'>, standing: Standing): AssetSight => {
  if (roles.includes('auditor')) return { is: 'all' };
  // Who was merged into another has nothing left of its own to see.
  if (!roles.some((role) => role !== 'admin') || standing.joint.length === 0) return { is: 'none' };
  const lending: readonly ReaderGround[] = roles.includes('lender') ? ['lender', 'pledgee'] : [];
  const registers = roles.includes('registrar') ? { isRegistrar: true } : {};
  return { is: 'own', standing, grounds: ['holder', 'grantee', ...lending], ...registers };
};

/** Sight of how an asset came to be: a lender was let in to see what it is, not who did what. */
export const withoutLending = (sight: AssetSight): AssetSight =>
  sight.is === 'own' ? { ...sight, grounds: ['holder'] } : sight;
