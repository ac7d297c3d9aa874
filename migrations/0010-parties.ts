import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations as they are looked up: by id, which follows from their identifier. */
export class Parties1795000000010 implements MigrationInterface {
  readonly name = 'Parties1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(party);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const party = `
  CREATE TABLE read.party (
    party_id              uuid    NOT NULL,
    identifier_kind       text    NOT NULL,
    identifier_value      text    NOT NULL,
    name                  text    NOT NULL,
    party_class           text    NOT NULL,
    check_override_reason text,
    registered_at         text    NOT NULL,
    verified_at           text,
    evidence              text,
    document_digest       text,
    version               integer NOT NULL,
    last_position         bigint  NOT NULL,
    CONSTRAINT party_id PRIMARY KEY (party_id)
  );
  COMMENT ON TABLE read.party IS 'Registered organisations, from the party streams.';
`;
