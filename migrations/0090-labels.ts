import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is said of an asset's quality and grading beside the application; who changed which label. */
export class Labels1795000000090 implements MigrationInterface {
  readonly name = 'Labels1795000000090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(asset);
    await runner.query(labelChange);
    await runner.query(gradingDue);
    await runner.query(assessment);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const asset = `
  ALTER TABLE read.asset
    ADD COLUMN quality        jsonb,
    ADD COLUMN personal_basis text,
    ADD COLUMN graded_until   text;
`;

const labelChange = `
  CREATE TABLE read.label_change (
    change_id          text   NOT NULL COLLATE "C",
    asset_id           uuid   NOT NULL,
    applicant_party_id uuid   NOT NULL,
    direction          text   NOT NULL,
    change             jsonb  NOT NULL,
    actor              jsonb  NOT NULL,
    changed_at         text   NOT NULL COLLATE "C",
    changed_on         text   NOT NULL COLLATE "C",
    position           bigint NOT NULL,
    last_position      bigint NOT NULL,
    CONSTRAINT label_change_id PRIMARY KEY (change_id)
  );
  CREATE INDEX label_change_position ON read.label_change (position);
  CREATE INDEX label_change_applicant ON read.label_change (applicant_party_id, position);
  CREATE INDEX label_change_asset ON read.label_change (asset_id, position);
  CREATE INDEX label_change_on ON read.label_change (changed_on, position);
  COMMENT ON TABLE read.label_change IS 'Every change of a label: from, to, by whom, why.';
`;

const gradingDue = `
  CREATE TABLE read.grading_due (
    asset_id           uuid   NOT NULL,
    applicant_party_id uuid   NOT NULL,
    grade              text   NOT NULL,
    valid_until        text   NOT NULL COLLATE "C",
    due_from           text   NOT NULL COLLATE "C",
    told               boolean NOT NULL,
    graded_position    bigint NOT NULL,
    last_position      bigint NOT NULL,
    CONSTRAINT grading_due_asset PRIMARY KEY (asset_id)
  );
  CREATE INDEX grading_due_applicant ON read.grading_due (applicant_party_id, valid_until, asset_id);
  CREATE INDEX grading_due_until ON read.grading_due (valid_until, asset_id);
  CREATE INDEX grading_due_untold ON read.grading_due (due_from, asset_id) WHERE NOT told;
  COMMENT ON TABLE read.grading_due IS 'Until when the last grading of an asset stands.';
`;

const assessment = `
  CREATE TABLE read.quality_assessment (
    assessment_id text   NOT NULL COLLATE "C",
    asset_id      uuid   NOT NULL,
    assessment    jsonb  NOT NULL,
    recorded_at   text   NOT NULL,
    version       bigint NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT quality_assessment_id PRIMARY KEY (assessment_id)
  );
  CREATE INDEX quality_assessment_asset ON read.quality_assessment (asset_id, version DESC);
  COMMENT ON TABLE read.quality_assessment IS 'One row per quality assessment.';
`;
