import { callerRoles } from '@ledger/http/auth/caller.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { variableLine, type Tokens } from './banner.js';

/** An invented organisation whose code has the right check characters. */
export const exampleOrganisation = '91440300MADX00019R';

const hoursValid = 24;

/** Makes a token per role and leaves them beside the data as shell variables. */
export const exampleTokens = async (dataDir: string): Promise<Tokens> => {
  const issuer = await openLocalIssuer(dataDir, 'local');
  const pairs = await Promise.all(
    callerRoles.map(async (role) => {
      const token = await issuer.mintToken({
        org: exampleOrganisation,
        roles: [role],
        subject: `example-${role}`,
        expiresInSeconds: hoursValid * 3600,
      });
      return [role, token] as const;
    }),
  );
  const file = path.join(dataDir, 'tokens.env');
  const lines = pairs.map(([role, token]) => `${variableLine(role, token)}\n`);
  writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { org: exampleOrganisation, hours: hoursValid, file, byRole: Object.fromEntries(pairs) };
};
