import type { MigrationInterface, QueryRunner } from 'typeorm';
import { append } from './0001-event-log.js';
import { quiet } from './0252-quiet-appends.js';

/**
 * Appends take a lock that conflicts with itself but is no stronger than that: for a stronger one
 * the server looks through the locks of every connection there may be, at each append. The lock of
 * older functions and of an import (EXCLUSIVE) conflicts with it too.
 */
export class SelfConflictingLock1795000000272 implements MigrationInterface {
  readonly name = 'SelfConflictingLock1795000000272';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(quiet(append).replace('IN EXCLUSIVE MODE', lockMode));
    await runner.query(appendOne);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const lockMode = 'IN SHARE UPDATE EXCLUSIVE MODE';

/**
 * One event on the version it expects, which is what an idle log is asked for: found to be so and
 * written in one statement. Anything else goes the long way. The planner's settings are those of the
 * connection: to set them at every call would cost more than it plans.
 */
const appendOne = `
  CREATE OR REPLACE FUNCTION ledger.append_one(
    stream text, expected integer, id uuid, type text, schema_version integer,
    data json, metadata json, salt bytea, confidential_salt bytea, previous_digest bytea,
    OUT first_position bigint, OUT first_recorded_at timestamptz, OUT outcomes integer[]
  ) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog AS $$
  BEGIN
    LOCK TABLE ledger.append_lock ${lockMode};
    INSERT INTO ledger.event AS written
      SELECT last.position + 1, $1, $2 + 1, $3, $4, $5,
        greatest(ledger.clock(), last.recorded_at + interval '1 microsecond'), $6, $7, $8, $9, $10
      FROM (
        SELECT e.position, e.recorded_at FROM ledger.event AS e ORDER BY e.position DESC LIMIT 1
      ) AS last
      WHERE $2 = coalesce((
        SELECT v.version FROM ledger.event AS v
        WHERE v.stream = $1 ORDER BY v.version DESC LIMIT 1
      ), 0)
      RETURNING written.position, written.recorded_at INTO first_position, first_recorded_at;
    IF NOT FOUND THEN
      SELECT a.first_position, a.first_recorded_at, a.outcomes
        INTO first_position, first_recorded_at, outcomes
        FROM ledger.append(ARRAY[$1], ARRAY[$2], ARRAY[1], ARRAY[$3], ARRAY[$4], ARRAY[$5],
          ARRAY[$6], ARRAY[$7], ARRAY[$8], ARRAY[$9], ARRAY[$10]) AS a;
    END IF;
  END $$;
`;
