import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Revenue-sharing agreements as their participants list them. */
export class Sharings1795000000182 implements MigrationInterface {
  readonly name = 'Sharings1795000000182';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const table = `
  CREATE TABLE read.sharing (
    sharing_id      text   NOT NULL COLLATE "C",
    owner_party_id  text   NOT NULL COLLATE "C",
    name            text   NOT NULL,
    version         bigint NOT NULL,
    from_date       text   NOT NULL,
    participant_ids text[] NOT NULL,
    first_position  bigint NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT sharing_id PRIMARY KEY (sharing_id)
  );
  CREATE INDEX sharing_participants ON read.sharing USING gin (participant_ids);
  CREATE INDEX sharing_order ON read.sharing (first_position DESC);
  COMMENT ON TABLE read.sharing IS
    'One row per agreement, with its last version; participants of all versions and the owner.';
`;
