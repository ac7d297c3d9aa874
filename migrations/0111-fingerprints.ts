import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The fingerprint as it was stated last, so that a change of it is told from other changes. */
export class Fingerprints1795000000111 implements MigrationInterface {
  readonly name = 'Fingerprints1795000000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(fingerprint);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** Rows of before know the digest only: what else was stated follows with the next rebuild. */
const fingerprint = `
  ALTER TABLE read.asset_sketch ADD COLUMN fingerprint jsonb;
  UPDATE read.asset_sketch SET fingerprint = jsonb_build_object('contentDigest', content_digest);
  ALTER TABLE read.asset_sketch ALTER COLUMN fingerprint SET NOT NULL;
`;
