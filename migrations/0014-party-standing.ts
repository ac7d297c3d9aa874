import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of organisations: later names, successors, suspension, insolvency. */
export class PartyStanding1795000000014 implements MigrationInterface {
  readonly name = 'PartyStanding1795000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(party);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const party = `
  ALTER TABLE read.party
    ADD COLUMN names        jsonb  NOT NULL DEFAULT '[]',
    ADD COLUMN succession   jsonb,
    ADD COLUMN predecessors text[] NOT NULL DEFAULT '{}',
    ADD COLUMN suspended_on text,
    ADD COLUMN insolvency   jsonb;
  ALTER TABLE read.party
    ALTER COLUMN names DROP DEFAULT,
    ALTER COLUMN predecessors DROP DEFAULT;
  COMMENT ON COLUMN read.party.names IS 'Later names, each from its day; name is the first one.';
`;
