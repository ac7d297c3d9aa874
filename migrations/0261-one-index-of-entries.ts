import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries of an account are listed along the index by day that statements read, from its other end:
 * an index less for each leg of each posting. Nobody asks for accounts by their kind.
 */
export class OneIndexOfEntries1795000000261 implements MigrationInterface {
  readonly name = 'OneIndexOfEntries1795000000261';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX read.ledger_entry_account;
      DROP INDEX read.ledger_account_kind;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
