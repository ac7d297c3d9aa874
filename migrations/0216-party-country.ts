import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where an organisation is registered, where its identifier does not say so. */
export class PartyCountry1795000000216 implements MigrationInterface {
  readonly name = 'PartyCountry1795000000216';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE read.party ADD COLUMN country text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
