import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an organisation is called by another's connector, and which one says so. */
export class ParticipantNames1795000000217 implements MigrationInterface {
  readonly name = 'ParticipantNames1795000000217';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE side.dataspace_connector ADD COLUMN own_participant_id text;
      CREATE INDEX dataspace_connector_names
        ON side.dataspace_connector (owner_party_id, counterparty_id, origin)
        WHERE removed_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
