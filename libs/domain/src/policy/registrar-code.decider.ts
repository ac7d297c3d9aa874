import type { Command, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { type PolicyState, versionInForce } from './policy.state.js';
import type { RegistrarDesignation } from './registrar.policy.js';

/** The fact of `claim-registrar-<code>`: whose certificates carry a region and digit from now on. */
export type RegistrarCodeEvent = {
  readonly type: 'RegistrarCodeClaimed';
  readonly data: {
    /** Region and digit, as in certificate numbers (guide, annex 6). */
    readonly code: string;
    readonly partyId: string;
  };
};

export interface ClaimRegistrarCode extends Command {
  readonly type: 'ClaimRegistrarCode';
  readonly data: RegistrarCodeEvent['data'] & {
    /** Pattern 2: who had it, where it is his no longer: he carries another, or was succeeded. */
    readonly givenUpBy?: string;
  };
}

/** Who claimed it last. */
export type RegistrarCode = { readonly partyId?: string };

/** Two registers that number from one series would each have gaps. */
const claimCode = (
  { data: { code, partyId, givenUpBy } }: ClaimRegistrarCode,
  { partyId: holder }: RegistrarCode,
): readonly RegistrarCodeEvent[] => {
  if (holder === partyId) return [];
  if (holder !== undefined && holder !== givenUpBy) {
    return refuse('registrar_code_taken', { code, partyId: holder });
  }
  return [{ type: 'RegistrarCodeClaimed', data: { code, partyId } }];
};

/** `claim-registrar-<code>`: one registrar for each code of certificate numbers (pattern 3). */
export const registrarCodeKind: StreamKind<ClaimRegistrarCode, RegistrarCodeEvent, RegistrarCode> =
  {
    category: 'claim',
    decider: {
      initialState: () => ({}),
      evolve: (_, { data: { partyId } }) => ({ partyId }),
      decide: claimCode,
    },
    schemaVersions: { RegistrarCodeClaimed: 1 },
    eventsMax: 1_000,
  };

export const registrarCodeStream = (code: string): string => `claim-registrar-${code}`;

/** The code under which a designation numbers; undefined: it designates for nothing. */
export const codeOf = ({ schemes, region, digit }: RegistrarDesignation): string | undefined =>
  schemes.length === 0 ? undefined : region + digit;

/** Whether a registrar's designations number under a code on a day, or will later. */
export const carriesCode = (policy: PolicyState, code: string, today: string): boolean => {
  const inForce = versionInForce(policy, today);
  return policy.versions
    .filter((version) => version === inForce || version.from > today)
    .some(({ content }) => codeOf(content as RegistrarDesignation) === code);
};
