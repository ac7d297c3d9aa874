/**
 * The role, without login, that holds what an application may do. Login roles are its members, so
 * that a migration grants once and a password can change hands without one.
 */
export const applicationGroup = 'ledger_application';

/** Where things live: the log, the tables and proofs derived from it, what stands beside it. */
export const schemas = {
  log: 'ledger',
  read: 'read',
  side: 'side',
  evidence: 'evidence',
} as const;
