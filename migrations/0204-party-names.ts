import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations are found by any name that they ever had, exactly but for how it is typed. */
export class PartyNames1795000000204 implements MigrationInterface {
  readonly name = 'PartyNames1795000000204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION read.name_key(name text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN lower(regexp_replace(normalize(name, NFKC), '\\s+', '', 'g'));
      COMMENT ON FUNCTION read.name_key(text) IS
        'A name without width, case and blanks: what a search by name compares.';

      CREATE FUNCTION read.name_keys(name text, later jsonb) RETURNS text[]
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN ARRAY(
          SELECT read.name_key(each)
          FROM (
            SELECT name AS each
            UNION ALL SELECT value ->> 'name' FROM jsonb_array_elements(later)
          ) AS named
        );

      CREATE INDEX party_name_keys ON read.party USING gin (read.name_keys(name, names));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
