import type { PolicyDefinition } from './policy.definition.js';
import { schemeNames } from './scheme.js';

/** Under which schemes a party registers others' data, and the code its certificates carry. */
export type RegistrarDesignation = {
  readonly schemes: readonly string[];
  readonly region: string;
  readonly digit: string;
};

/**
 * A registrar is listed by an administration (guide art. 7), not by itself: an administrator of the
 * ledger adopts its policy. Region and digit are those of annex 6 of the guide.
 */
export const registrarPolicy: PolicyDefinition<RegistrarDesignation> = {
  name: 'registrar',
  title: { zh: '登记机构', en: 'Designation of a registrar' },
  of: 'party',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      schemes: {
        is: 'list',
        of: { is: 'oneOf', values: schemeNames.filter((name) => name !== 'in-house') },
        max: schemeNames.length,
        about: 'Schemes under which the party is a registrar; none: it is one no longer.',
      },
      region: {
        is: 'text',
        max: 2,
        pattern: '^[0-9]{2}$',
        about: 'Region in certificate numbers: province code of GB/T 2260, 2 digits.',
      },
      digit: {
        is: 'text',
        max: 1,
        pattern: '^[0-9]$',
        about: 'The registrar’s own digit in certificate numbers of its region.',
      },
    },
  },
};
