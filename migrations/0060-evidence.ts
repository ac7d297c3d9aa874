import { applicationGroup } from '@ledger/database/roles.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proofs derived from the log. All of it but signed checkpoints can be made again from the log. */
export class Evidence1795000000060 implements MigrationInterface {
  readonly name = 'Evidence1795000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(signed);
    await runner.query(derived);
    await runner.query(signedNeverChanges);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const signed = `
  CREATE TABLE evidence.origin (
    number     integer     NOT NULL,
    name       text        NOT NULL,
    reason     text        NOT NULL,
    started_by text        NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT origin_number PRIMARY KEY (number),
    CONSTRAINT origin_name UNIQUE (name)
  );
  COMMENT ON TABLE evidence.origin IS
    'Names under which this log signs. A log that lost events starts a new one.';

  CREATE TABLE evidence.key (
    origin    integer     NOT NULL REFERENCES evidence.origin (number),
    verifier  text        NOT NULL COLLATE "C",
    from_size bigint      NOT NULL,
    since     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT key_verifier PRIMARY KEY (verifier)
  );
  COMMENT ON COLUMN evidence.key.from_size IS 'The first checkpoint that it signed.';

  CREATE TABLE evidence.checkpoint (
    origin    integer     NOT NULL REFERENCES evidence.origin (number),
    size      bigint      NOT NULL,
    position  bigint      NOT NULL,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT checkpoint_size PRIMARY KEY (origin, size)
  );
  COMMENT ON COLUMN evidence.checkpoint.position IS 'Of the last event in it.';
  COMMENT ON COLUMN evidence.checkpoint.note IS 'c2sp.org/tlog-checkpoint, as signed.';

  CREATE TABLE evidence.cosignature (
    origin      integer     NOT NULL,
    size        bigint      NOT NULL,
    witness     text        NOT NULL COLLATE "C",
    line        text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT cosignature_witness PRIMARY KEY (origin, size, witness),
    CONSTRAINT cosignature_checkpoint FOREIGN KEY (origin, size)
      REFERENCES evidence.checkpoint (origin, size)
  );
`;

/** Hashes do not compress: trying costs more than it saves. */
const derived = `
  CREATE TABLE evidence.tile (
    level smallint NOT NULL,
    index bigint   NOT NULL,
    bytes bytea    NOT NULL,
    CONSTRAINT tile_place PRIMARY KEY (level, index)
  );
  ALTER TABLE evidence.tile ALTER COLUMN bytes SET STORAGE EXTERNAL;
  COMMENT ON TABLE evidence.tile IS 'c2sp.org/tlog-tiles: the last one of a level grows.';

  CREATE TABLE evidence.leaf_tile (
    index          bigint NOT NULL,
    first_position bigint NOT NULL,
    positions      bytea  NOT NULL,
    entries        bytea  NOT NULL,
    CONSTRAINT leaf_tile_index PRIMARY KEY (index)
  );
  CREATE INDEX leaf_tile_first_position ON evidence.leaf_tile (first_position);
  ALTER TABLE evidence.leaf_tile ALTER COLUMN positions SET STORAGE EXTERNAL;
  ALTER TABLE evidence.leaf_tile ALTER COLUMN entries SET STORAGE EXTERNAL;
  COMMENT ON COLUMN evidence.leaf_tile.positions IS '8 bytes each, big endian.';

  CREATE TABLE evidence.page (
    name  bytea  NOT NULL,
    round bigint NOT NULL,
    bytes bytea  NOT NULL,
    CONSTRAINT page_name PRIMARY KEY (name, round)
  );
  CREATE INDEX page_round ON evidence.page (round);
  ALTER TABLE evidence.page ALTER COLUMN bytes SET STORAGE EXTERNAL;
  COMMENT ON TABLE evidence.page IS
    'State map, by the key bytes that lead to a page. The whole of it is there as of a round.';

  CREATE TABLE evidence.progress (
    only_one       boolean NOT NULL DEFAULT true,
    origin         integer NOT NULL REFERENCES evidence.origin (number),
    size           bigint  NOT NULL,
    position       bigint  NOT NULL,
    state_root     bytea   NOT NULL,
    round          bigint  NOT NULL,
    round_size     bigint  NOT NULL,
    round_position bigint  NOT NULL,
    CONSTRAINT progress_only_one PRIMARY KEY (only_one),
    CONSTRAINT progress_only_one_is_true CHECK (only_one)
  ) WITH (fillfactor = 50);
  COMMENT ON COLUMN evidence.progress.round IS
    'The last round of pages that is complete; round_size and round_position say as of when.';
  GRANT TRUNCATE ON evidence.tile, evidence.leaf_tile, evidence.page, evidence.progress
    TO ${applicationGroup};
`;

const signedNeverChanges = `
  CREATE FUNCTION evidence.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog AS $$
  BEGIN
    RAISE EXCEPTION 'What was signed is kept: % is refused.', TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence.origin
    FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse_change();
  CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence.key
    FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse_change();
  CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse_change();
  CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence.cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse_change();
  REVOKE UPDATE, DELETE, TRUNCATE
    ON evidence.origin, evidence.key, evidence.checkpoint, evidence.cosignature
    FROM ${applicationGroup};
`;
