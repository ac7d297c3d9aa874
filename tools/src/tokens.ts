import type { CallerRole } from '@ledger/http/auth/caller.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { variableLine, type Tokens } from './banner.js';

/** Invented organisations whose codes have the right check characters; a deal needs several. */
export const exampleOrganisations = {
  bank: '91440300MADX00019R',
  lender: '91330100K123456779',
  appraiser: '91310000MA1APPRA9B',
  buyer: '91110000MA00BUYER0',
} as const;

type Organisation = keyof typeof exampleOrganisations;

/** Which token stands in which variable: every role once, and a second manager to trade with. */
const variables: Readonly<Record<string, readonly [Organisation, CallerRole]>> = {
  MANAGER: ['bank', 'manager'],
  REGISTRAR: ['bank', 'registrar'],
  ACCOUNTANT: ['bank', 'accountant'],
  AUDITOR: ['bank', 'auditor'],
  OPERATOR: ['bank', 'operator'],
  ADMIN: ['bank', 'admin'],
  LENDER: ['lender', 'lender'],
  LENDER_MANAGER: ['lender', 'manager'],
  APPRAISER: ['appraiser', 'appraiser'],
  APPRAISER_MANAGER: ['appraiser', 'manager'],
  BUYER_MANAGER: ['buyer', 'manager'],
};

const hoursValid = 24;

/** Makes the tokens and leaves them beside the data as shell variables. */
export const exampleTokens = async (dataDir: string): Promise<Tokens> => {
  const issuer = await openLocalIssuer(dataDir, 'local');
  const all = Object.entries(variables).map(async ([name, [organisation, role]]) => {
    const org = exampleOrganisations[organisation];
    const subject = `example-${organisation}-${role}`;
    const expiresInSeconds = hoursValid * 3600;
    const token = await issuer.mintToken({ org, roles: [role], subject, expiresInSeconds });
    return { name, org, token };
  });
  const tokens = await Promise.all(all);
  const file = path.join(dataDir, 'tokens.env');
  const lines = tokens.map(({ name, token }) => `${variableLine(name, token)}\n`);
  writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { hours: hoursValid, file, tokens };
};
