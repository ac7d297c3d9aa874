import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the few organisations for which another class waits for a second person. */
export class WaitingClasses1795000000297 implements MigrationInterface {
  readonly name = 'WaitingClasses1795000000297';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX party_corrections ON read.party (party_id) WHERE corrections <> '[]'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
