import { NotMigrated, OwnsLog } from '@ledger/database/connection.js';
import { RolesMixed } from '@ledger/database/migrate.js';
import { StartFailure } from './start-failure.js';

const unreachable = new Set(
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].concat(
    'ECONNRESET',
    'EADDRNOTAVAIL',
  ),
);

/** What went wrong with a given database, as a sentence that names the variable but no password. */
export const databaseFailure = (error: unknown, name: string, address: string): StartFailure => {
  if (error instanceof StartFailure) return error;
  if (error instanceof OwnsLog || error instanceof RolesMixed) {
    return new StartFailure('database_role_owns', {}, { cause: error });
  }
  if (error instanceof NotMigrated) {
    return new StartFailure('database_not_migrated', {}, { cause: error });
  }
  const { message, code } = error as { message?: string; code?: string };
  const url = new URL(address);
  const facts = {
    name,
    host: url.host,
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
    // An error of several addresses has no text of its own, only their common code.
    reason: message || code || 'unknown',
  };
  return new StartFailure(codeOf(code ?? '', facts.reason), facts, { cause: error });
};

/** SQLSTATE classes: 28 login, 3D000 no database, 42501 rights, 53100 disk, 08 connection. */
const codeOf = (code: string, message: string) => {
  if (unreachable.has(code) || code.startsWith('08') || /timeout/i.test(message)) {
    return 'database_unreachable';
  }
  if (code.startsWith('28')) return 'database_login';
  if (code === '3D000') return 'database_absent';
  if (code === '42501') return 'database_rights';
  if (code === '53100') return 'database_full';
  return 'database_failed';
};
