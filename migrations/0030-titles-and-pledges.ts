import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pledges as their parties list them, and what in titles waits for its time. */
export class TitlesAndPledges1795000000030 implements MigrationInterface {
  readonly name = 'TitlesAndPledges1795000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(pledge);
    await runner.query(titleDue);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const pledge = `
  CREATE TABLE read.pledge (
    pledge_id         text   NOT NULL COLLATE "C",
    asset_id          text   NOT NULL COLLATE "C",
    holding_id        text   NOT NULL COLLATE "C",
    pledgee_party_id  text   NOT NULL COLLATE "C",
    pledgor_party_ids text[] NOT NULL,
    state             text   NOT NULL,
    stands_until      text   NOT NULL COLLATE "C",
    terms             jsonb  NOT NULL,
    remaining_minor   text   NOT NULL,
    title_version     bigint NOT NULL,
    recorded_position bigint NOT NULL,
    recorded_at       text   NOT NULL COLLATE "C",
    registered_at     text   COLLATE "C",
    lapses_after      text   COLLATE "C",
    ended_at          text   COLLATE "C",
    ended_reason      text,
    last_position     bigint NOT NULL,
    CONSTRAINT pledge_id PRIMARY KEY (pledge_id)
  );
  CREATE INDEX pledge_pledgee ON read.pledge (pledgee_party_id, recorded_position DESC);
  CREATE INDEX pledge_pledgors ON read.pledge USING gin (pledgor_party_ids);
  CREATE INDEX pledge_recorded ON read.pledge (recorded_position DESC);
  COMMENT ON TABLE read.pledge IS 'One row per pledge or claim that there ever was.';
  COMMENT ON COLUMN read.pledge.stands_until
    IS 'Inclusive last day of the claim while it is claimed, else of the registration.';
`;

const titleDue = `
  CREATE TABLE read.title_due (
    subject       text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    due_at        text   NOT NULL COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT title_due_subject PRIMARY KEY (subject)
  );
  CREATE INDEX title_due_at ON read.title_due (due_at, subject);
  COMMENT ON TABLE read.title_due IS 'One row per reservation or claim that still waits.';
`;
