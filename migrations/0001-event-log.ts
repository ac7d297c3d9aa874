import { applicationGroup } from '@ledger/database/roles.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The event log. One table that only grows; one function that appends to it under one lock, so
 * that positions are dense and in commit order; nobody else may write.
 *
 * The lock is a table lock and the last position is read from the table's own end: a counter row
 * would leave a dead version per append, which pile up while any transaction stays open anywhere.
 */
export class EventLog1795000000001 implements MigrationInterface {
  readonly name = 'EventLog1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(neverChanged);
    await runner.query(clock);
    await runner.query(judge);
    await runner.query(append);
    await runner.query(appendOne);
    await runner.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('The event log is never taken back.');
  }
}

const tables = `
  CREATE TABLE ledger.event (
    position          bigint      NOT NULL,
    stream            text        NOT NULL COLLATE "C",
    version           integer     NOT NULL,
    id                uuid        NOT NULL,
    type              text        NOT NULL COLLATE "C",
    schema_version    integer     NOT NULL,
    recorded_at       timestamptz NOT NULL,
    data              json        NOT NULL,
    metadata          json        NOT NULL,
    salt              bytea       NOT NULL,
    confidential_salt bytea,
    previous_digest   bytea       NOT NULL,
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_stream_version UNIQUE (stream, version),
    CONSTRAINT event_id UNIQUE (id)
  );
  COMMENT ON TABLE ledger.event IS 'The log: every fact, once, in the order of position.';
  CREATE TABLE ledger.append_lock ();
  COMMENT ON TABLE ledger.append_lock IS 'Always empty: who appends holds its lock.';
`;

const neverChanged = `
  CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog AS $$
  BEGIN
    RAISE EXCEPTION 'The event log is append-only: % is refused.', TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
`;

const clock = `
  CREATE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
  AS 'SELECT pg_catalog.clock_timestamp()';
  COMMENT ON FUNCTION ledger.clock() IS 'The time of the log; tests replace it.';
`;

/**
 * A plan is made once per connection, perhaps while the log is empty: it must be the one for a
 * long log, look-ups by index.
 */
const settings = `SET search_path = pg_catalog SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_bitmapscan = off`;

/** Outcomes: the version a request appends on; -1 when recorded before; -2 - actual on conflict. */
const judge = `
  CREATE FUNCTION ledger.judge(
    streams text[], expected integer[], requests integer[], ids uuid[]
  ) RETURNS integer[] LANGUAGE plpgsql VOLATILE
  ${settings} AS $$
  DECLARE outcomes integer[];
  BEGIN
    WITH given AS MATERIALIZED (
      SELECT r.n, r.stream, r.expected, e.count, e.first_id,
             coalesce(last.version, 0) AS actual
      FROM unnest(streams, expected) WITH ORDINALITY AS r(stream, expected, n)
      JOIN (
        SELECT u.request, count(*)::integer AS count, (array_agg(u.id ORDER BY u.n))[1] AS first_id
        FROM unnest(requests, ids) WITH ORDINALITY AS u(request, id, n)
        GROUP BY u.request
      ) AS e ON e.request = r.n
      LEFT JOIN LATERAL (
        SELECT p.version FROM ledger.event AS p
        WHERE p.stream = r.stream ORDER BY p.version DESC LIMIT 1
      ) AS last ON true
    ), judged AS (
      SELECT g.*, CASE
        WHEN g.expected = -1 AND g.stream NOT LIKE 'usage-%' THEN false
        WHEN g.expected = -1 THEN
          (SELECT p.version FROM ledger.event AS p WHERE p.id = g.first_id) IS NULL
        ELSE g.expected = g.actual END AS good
      FROM given AS g
    ), placed AS (
      SELECT j.*, coalesce(sum(j.count) FILTER (WHERE j.good) OVER (
        PARTITION BY j.stream ORDER BY j.n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ), 0)::integer AS before
      FROM judged AS j
    )
    SELECT array_agg(CASE
        WHEN p.good AND p.expected = -1 THEN p.actual + p.before
        WHEN p.good THEN p.actual
        WHEN p.expected = -1 THEN -1
        WHEN p.first_id = (
          SELECT e.id FROM ledger.event AS e WHERE e.stream = p.stream AND e.version = p.expected + 1
        ) THEN -1
        ELSE -2 - p.actual END ORDER BY p.n)
    INTO outcomes FROM placed AS p;
    IF cardinality(outcomes) IS DISTINCT FROM cardinality(streams) THEN
      RAISE EXCEPTION 'Every request needs an event.' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN outcomes;
  END $$;
`;

/**
 * Appends many requests at once. Per request: stream and expected version (-1: any). Per event, in
 * the order of requests: the number of its request, from 1, and what it says. `outcomes` is null
 * when all were recorded on the version they expected; else one per request, as `judge` says.
 */
export const append = `
  CREATE FUNCTION ledger.append(
    streams text[], expected integer[],
    requests integer[], ids uuid[], types text[], schema_versions integer[],
    data json[], metadata json[], salts bytea[], confidential_salts bytea[],
    previous_digests bytea[],
    OUT first_position bigint, OUT first_recorded_at timestamptz, OUT outcomes integer[]
  ) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  ${settings} AS $$
  DECLARE last_position bigint;
  BEGIN
    LOCK TABLE ledger.append_lock IN EXCLUSIVE MODE;
    SELECT e.position, greatest(ledger.clock(), e.recorded_at + interval '1 microsecond')
      INTO last_position, first_recorded_at
      FROM ledger.event AS e ORDER BY e.position DESC LIMIT 1;
    IF last_position IS NULL THEN
      last_position := 0;
      first_recorded_at := ledger.clock();
    END IF;
    first_position := last_position + 1;
    IF cardinality(ids) > cardinality(streams) OR EXISTS (
      SELECT FROM unnest(streams, expected) AS r(stream, expected)
      WHERE r.expected IS DISTINCT FROM coalesce((
        SELECT e.version FROM ledger.event AS e
        WHERE e.stream = r.stream ORDER BY e.version DESC LIMIT 1
      ), 0)
    ) THEN
      outcomes := ledger.judge(streams, expected, requests, ids);
      INSERT INTO ledger.event
        SELECT last_position + row_number() OVER (ORDER BY u.n), streams[u.request],
          outcomes[u.request] + row_number() OVER (PARTITION BY u.request ORDER BY u.n),
          u.id, u.type, u.schema_version,
          first_recorded_at + (row_number() OVER (ORDER BY u.n) - 1) * interval '1 microsecond',
          u.data, u.metadata, u.salt, u.confidential_salt, u.previous_digest
        FROM unnest(requests, ids, types, schema_versions, data, metadata, salts,
          confidential_salts, previous_digests) WITH ORDINALITY AS u(request, id, type,
          schema_version, data, metadata, salt, confidential_salt, previous_digest, n)
        WHERE outcomes[u.request] >= 0;
    ELSE
      INSERT INTO ledger.event
        SELECT last_position + u.n, u.stream, u.expected + 1, u.id, u.type, u.schema_version,
          first_recorded_at + (u.n - 1) * interval '1 microsecond',
          u.data, u.metadata, u.salt, u.confidential_salt, u.previous_digest
        FROM unnest(streams, expected, ids, types, schema_versions, data, metadata, salts,
          confidential_salts, previous_digests) WITH ORDINALITY AS u(stream, expected, id, type,
          schema_version, data, metadata, salt, confidential_salt, previous_digest, n);
    END IF;
    PERFORM pg_notify('ledger', '');
  END $$;
`;

/**
 * The same for one event on the version it expects, which is what an idle log is asked for: plain
 * values and an index look-up are half the work of arrays. Anything else goes the long way.
 */
export const appendOne = `
  CREATE FUNCTION ledger.append_one(
    stream text, expected integer, id uuid, type text, schema_version integer,
    data json, metadata json, salt bytea, confidential_salt bytea, previous_digest bytea,
    OUT first_position bigint, OUT first_recorded_at timestamptz, OUT outcomes integer[]
  ) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  ${settings} AS $$
  DECLARE actual integer;
  BEGIN
    LOCK TABLE ledger.append_lock IN EXCLUSIVE MODE;
    SELECT e.position + 1, greatest(ledger.clock(), e.recorded_at + interval '1 microsecond'), (
        SELECT v.version FROM ledger.event AS v
        WHERE v.stream = $1 ORDER BY v.version DESC LIMIT 1)
      INTO first_position, first_recorded_at, actual
      FROM ledger.event AS e ORDER BY e.position DESC LIMIT 1;
    IF first_position IS NULL OR $2 <> coalesce(actual, 0) THEN
      SELECT a.first_position, a.first_recorded_at, a.outcomes
        INTO first_position, first_recorded_at, outcomes
        FROM ledger.append(ARRAY[$1], ARRAY[$2], ARRAY[1], ARRAY[$3], ARRAY[$4], ARRAY[$5],
          ARRAY[$6], ARRAY[$7], ARRAY[$8], ARRAY[$9], ARRAY[$10]) AS a;
      RETURN;
    END IF;
    INSERT INTO ledger.event
      VALUES (first_position, $1, $2 + 1, $3, $4, $5, first_recorded_at, $6, $7, $8, $9, $10);
    PERFORM pg_notify('ledger', '');
  END $$;
`;

const grants = `
  REVOKE ALL ON FUNCTION ledger.append, ledger.append_one, ledger.judge, ledger.clock, ledger.refuse_change
    FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ledger.append, ledger.append_one TO ${applicationGroup};
  GRANT SELECT ON ledger.event TO ${applicationGroup};
`;
