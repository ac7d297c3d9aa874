import { applicationGroup } from '@ledger/database/roles.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes of a table that is made anew are built one by one, so that several sessions may share the
 * work. As before they are those of the live table, under the same names in the other schema.
 */
export class RebuildIndexes1795000000222 implements MigrationInterface {
  readonly name = 'RebuildIndexes1795000000222';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of [indexNames, buildIndex, finish]) await runner.query(each);
    await runner.query(
      `GRANT EXECUTE ON FUNCTION rebuild.index_names, rebuild.build_index TO ${applicationGroup}`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const definer = 'LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

const indexNames = `
  CREATE FUNCTION rebuild.index_names(target text) RETURNS SETOF text ${definer} AS $$
  BEGIN
    RETURN QUERY SELECT c.relname::text FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
      WHERE i.indrelid = rebuild.live_table(target)
        AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)
      ORDER BY pg_relation_size(c.oid) DESC;
  END $$;
  COMMENT ON FUNCTION rebuild.index_names(text) IS
    'Indexes of a live table beside those of constraints, the largest first.';
  REVOKE EXECUTE ON FUNCTION rebuild.index_names FROM PUBLIC;
`;

const buildIndex = `
  CREATE FUNCTION rebuild.build_index(target text, index_name text) RETURNS void ${definer} AS $$
  DECLARE
    live oid := rebuild.live_table(target);
    index record;
  BEGIN
    SELECT pg_get_indexdef(i.indexrelid) AS definition, obj_description(i.indexrelid, 'pg_class') AS remark
      INTO STRICT index
      FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
      WHERE i.indrelid = live AND c.relname = index_name;
    EXECUTE replace(index.definition,
      format(' ON read.%I USING ', target), format(' ON rebuild.%I USING ', target));
    IF index.remark IS NOT NULL THEN
      EXECUTE format('COMMENT ON INDEX rebuild.%I IS %L', index_name, index.remark);
    END IF;
  END $$;
  COMMENT ON FUNCTION rebuild.build_index(text, text) IS
    'Builds one index of the live table on the table that is made anew.';
  REVOKE EXECUTE ON FUNCTION rebuild.build_index FROM PUBLIC;
`;

/** Whoever does not build indexes one by one gets those that are missing here. */
const finish = `
  CREATE OR REPLACE FUNCTION rebuild.finish(target text) RETURNS void ${definer} AS $$
  DECLARE missing text;
  BEGIN
    FOR missing IN SELECT name FROM rebuild.index_names(target) AS name
      WHERE to_regclass(format('rebuild.%I', name)) IS NULL LOOP
      PERFORM rebuild.build_index(target, missing);
    END LOOP;
    EXECUTE format('ANALYZE rebuild.%I', target);
  END $$;
`;
