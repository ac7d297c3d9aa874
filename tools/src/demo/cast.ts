import { usccCheckCharacter } from '@ledger/domain/uscc.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import type { LocalIssuer } from '@ledger/http/local-issuer.js';
import { randomInt } from 'node:crypto';
import { type CallLog, Client } from './http.js';

const tokenSeconds = 3_600;

/** An organisation of the story: invented anew at each run, so that a story can be told again. */
export interface Player {
  readonly name: string;
  readonly uscc: string;
  readonly partyId: string;
  /** The registry and the exchange, as this organisation sees them in a role. */
  readonly registry: (role: CallerRole) => Promise<Client>;
  readonly exchange: (role: CallerRole) => Promise<Client>;
}

export interface Stage {
  readonly registryUrl: string;
  readonly exchangeUrl: string;
  readonly issuer: LocalIssuer;
  readonly log: CallLog;
}

/** A code with a sound check character whose subject part begins with DEMO: nobody has it. */
export const inventedUscc = (): string => {
  const body = `91440300DEM0${String(randomInt(100_000)).padStart(5, '0')}`;
  return body + usccCheckCharacter(body);
};

export const playerOn =
  ({ registryUrl, exchangeUrl, issuer, log }: Stage) =>
  (name: string): Player => {
    const uscc = inventedUscc();
    const client = async (base: string, role: CallerRole): Promise<Client> => {
      const subject = `demo-${role}-${uscc}`;
      const request = { org: uscc, roles: [role], subject, expiresInSeconds: tokenSeconds };
      return new Client(base, await issuer.mintToken(request), log);
    };
    return {
      name,
      uscc,
      partyId: partyIdOf('uscc', uscc),
      registry: (role) => client(registryUrl, role),
      exchange: (role) => client(exchangeUrl, role),
    };
  };
