import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who registered, from when to when: a certificate's page names them whatever has moved since. */
export class CertificateRegistrants1795000000308 implements MigrationInterface {
  readonly name = 'CertificateRegistrants1795000000308';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE read.certificate
        ADD COLUMN applicant_party_id uuid,
        ADD COLUMN registered_entries jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN registered_on text,
        ADD COLUMN ended_on text;
      COMMENT ON COLUMN read.certificate.registered_entries IS
        'What the registration entered, wherever transfers have brought it; the last of it stays.';
      COMMENT ON COLUMN read.certificate.ended_on IS
        'Day on which it was cancelled or revoked; null: it was not.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
