import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a process finds the entries of an organisation, and the bars that come from one. */
export class TitleHolders1795000000031 implements MigrationInterface {
  readonly name = 'TitleHolders1795000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(holder);
    await runner.query(bar);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const holder = `
  CREATE TABLE read.title_holder (
    subject       text   NOT NULL COLLATE "C",
    party_id      text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    holding_id    text   NOT NULL COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT title_holder_subject PRIMARY KEY (subject)
  );
  CREATE INDEX title_holder_party ON read.title_holder (party_id, subject);
  COMMENT ON TABLE read.title_holder
    IS 'One row per entry and holder that it was recorded with; the title says if it stands.';
`;

const bar = `
  CREATE TABLE read.party_bar (
    bar_id        text   NOT NULL COLLATE "C",
    party_id      text   NOT NULL COLLATE "C",
    case_id       text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT party_bar_id PRIMARY KEY (bar_id)
  );
  CREATE INDEX party_bar_case ON read.party_bar (party_id, case_id, bar_id);
  COMMENT ON TABLE read.party_bar IS 'Standing bars that come from the insolvency of a party.';
`;
