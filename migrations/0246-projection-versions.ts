import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which rule the rows of a projection were made, so that a newer rule is noticed. */
export class ProjectionVersions1795000000246 implements MigrationInterface {
  readonly name = 'ProjectionVersions1795000000246';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(version);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** Rows of before are of a rule that nobody noted: they count as older than any. */
const version = `
  ALTER TABLE read.checkpoint ADD COLUMN version integer NOT NULL DEFAULT 0;
  COMMENT ON COLUMN read.checkpoint.version IS
    'Of the rule that made the rows of a projection; 0: not known, or no projection.';
`;
