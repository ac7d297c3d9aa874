/**
 * The exchange's and the pledge's whole stories once more, with the log on EventStoreDB (the
 * protocol server of test/support/eventstoredb) and the tables in Postgres.
 */
process.env['E2E_LOG'] = 'eventstoredb';

await import('./exchange.e2e.spec.js');
await import('./pledge.e2e.spec.js');

export {};
