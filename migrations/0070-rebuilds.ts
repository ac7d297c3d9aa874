import { applicationGroup } from '@ledger/database/roles.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Making a read model anew beside the live one. The application's role owns no table, so it may
 * neither create one nor put it in another's place; these functions do just that, for the tables of
 * schema `read` and nothing else. They give it no power that it lacks: it may empty those anyway.
 */
export class Rebuilds1795000000070 implements MigrationInterface {
  readonly name = 'Rebuilds1795000000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(places);
    for (const each of [liveTable, prepare, finish, swap, discard]) await runner.query(each);
    await runner.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const places = `
  CREATE SCHEMA rebuild;
  COMMENT ON SCHEMA rebuild IS 'Tables of schema read that are being made anew.';
  ALTER TABLE read.checkpoint DROP COLUMN rebuilding_to;
  CREATE TABLE read.rebuild (
    name        text        NOT NULL COLLATE "C",
    state       text        NOT NULL,
    position    bigint      NOT NULL,
    target      bigint      NOT NULL,
    events      bigint      NOT NULL,
    differences integer,
    began_at    timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rebuild_name PRIMARY KEY (name)
  );
  COMMENT ON TABLE read.rebuild IS 'The last rebuild of each projection, and how far it has come.';
  COMMENT ON COLUMN read.rebuild.target IS 'Position of the live tables, which it has to reach.';
  COMMENT ON COLUMN read.rebuild.differences IS 'Rows that differed from the live ones; null: not compared.';
`;

const definer = 'LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/** What swapping would lose or break is refused before any work is done. */
const liveTable = `
  CREATE FUNCTION rebuild.live_table(target text) RETURNS oid ${definer} AS $$
  DECLARE live oid;
  BEGIN
    SELECT c.oid INTO live FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = 'read' AND c.relname = target AND c.relkind = 'r'
        AND target NOT IN ('checkpoint', 'parked', 'rebuild');
    IF live IS NULL THEN
      RAISE EXCEPTION 'There is no read model %.', target USING ERRCODE = 'undefined_table';
    END IF;
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = live)
      OR EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND live IN (conrelid, confrelid))
      OR EXISTS (SELECT FROM pg_policy WHERE polrelid = live)
      OR EXISTS (SELECT FROM pg_inherits WHERE live IN (inhrelid, inhparent)) THEN
      RAISE EXCEPTION 'Table % has triggers, foreign keys, policies or partitions.', target
        USING ERRCODE = 'feature_not_supported';
    END IF;
    RETURN live;
  END $$;
`;

const prepare = `
  CREATE FUNCTION rebuild.prepare(target text) RETURNS void ${definer} AS $$
  DECLARE
    live oid := rebuild.live_table(target);
    each record;
  BEGIN
    EXECUTE format('DROP TABLE IF EXISTS rebuild.%I', target);
    EXECUTE format('CREATE TABLE rebuild.%1$I (LIKE read.%1$I INCLUDING ALL EXCLUDING INDEXES)', target);
    FOR each IN SELECT unnest(reloptions) AS setting FROM pg_class WHERE oid = live LOOP
      EXECUTE format('ALTER TABLE rebuild.%I SET (%s)', target, each.setting);
    END LOOP;
    EXECUTE format('COMMENT ON TABLE rebuild.%I IS %L', target, obj_description(live, 'pg_class'));
    FOR each IN SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE conrelid = live AND contype IN ('p', 'u', 'x') LOOP
      EXECUTE format('ALTER TABLE rebuild.%I ADD CONSTRAINT %I %s', target, each.conname, each.definition);
    END LOOP;
    FOR each IN SELECT g.privilege_type AS privilege, coalesce(quote_ident(r.rolname), 'PUBLIC') AS grantee
      FROM pg_class AS c CROSS JOIN aclexplode(c.relacl) AS g LEFT JOIN pg_roles AS r ON r.oid = g.grantee
      WHERE c.oid = live AND g.grantee <> c.relowner LOOP
      EXECUTE format('GRANT %s ON rebuild.%I TO %s', each.privilege, target, each.grantee);
    END LOOP;
  END $$;
`;

/** Indexes are made when the rows are there: that is several times faster than keeping them. */
const finish = `
  CREATE FUNCTION rebuild.finish(target text) RETURNS void ${definer} AS $$
  DECLARE
    live oid := rebuild.live_table(target);
    each record;
  BEGIN
    FOR each IN SELECT pg_get_indexdef(i.indexrelid) AS definition FROM pg_index AS i
      WHERE i.indrelid = live
        AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = i.indexrelid) LOOP
      EXECUTE replace(each.definition,
        format(' ON read.%I USING ', target), format(' ON rebuild.%I USING ', target));
    END LOOP;
    EXECUTE format('ANALYZE rebuild.%I', target);
  END $$;
`;

const swap = `
  CREATE FUNCTION rebuild.shape(named oid) RETURNS text ${definer} AS $$
  BEGIN
    RETURN (
      SELECT string_agg(concat_ws(' ', attname, atttypid, atttypmod, attnotnull), ', ' ORDER BY attnum)
      FROM pg_attribute WHERE attrelid = named AND attnum > 0 AND NOT attisdropped
    ) || ' indexes ' || (SELECT count(*) FROM pg_index WHERE indrelid = named);
  END $$;
  CREATE FUNCTION rebuild.swap(target text) RETURNS void ${definer} AS $$
  DECLARE live oid := rebuild.live_table(target);
  BEGIN
    EXECUTE format('LOCK TABLE read.%1$I, rebuild.%1$I IN ACCESS EXCLUSIVE MODE', target);
    IF rebuild.shape(live) IS DISTINCT FROM
      rebuild.shape(format('rebuild.%I', target)::regclass::oid) THEN
      RAISE EXCEPTION 'Table % was changed by a migration meanwhile.', target
        USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    EXECUTE format('DROP TABLE read.%I', target);
    EXECUTE format('ALTER TABLE rebuild.%I SET SCHEMA read', target);
  END $$;
`;

const discard = `
  CREATE FUNCTION rebuild.discard(target text) RETURNS void ${definer} AS $$
  BEGIN
    EXECUTE format('DROP TABLE IF EXISTS rebuild.%I', target);
  END $$;
`;

const grants = `
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA rebuild FROM PUBLIC;
  GRANT USAGE ON SCHEMA rebuild TO ${applicationGroup};
  GRANT EXECUTE ON FUNCTION rebuild.prepare, rebuild.finish, rebuild.swap, rebuild.discard
    TO ${applicationGroup};
`;
