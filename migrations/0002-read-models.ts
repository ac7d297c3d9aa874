import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where followers of the log stand, and the reactions that could not be carried out. */
export class ReadModels1795000000002 implements MigrationInterface {
  readonly name = 'ReadModels1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(checkpoint);
    await runner.query(parked);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const checkpoint = `
  CREATE TABLE read.checkpoint (
    name          text        NOT NULL COLLATE "C",
    position      bigint      NOT NULL DEFAULT 0,
    epoch         bigint      NOT NULL,
    rebuilding_to bigint,
    failure       text,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT checkpoint_name PRIMARY KEY (name)
  ) WITH (fillfactor = 50);
  COMMENT ON TABLE read.checkpoint IS 'How far each projection and process has come.';
  COMMENT ON COLUMN read.checkpoint.epoch IS
    'Grows with each take-over; who holds an older one may not write.';
  COMMENT ON COLUMN read.checkpoint.rebuilding_to IS
    'While a rebuild runs: the position that it has to reach.';
  COMMENT ON COLUMN read.checkpoint.failure IS 'Why it stopped; null while nothing is wrong.';
`;

const parked = `
  CREATE TABLE read.parked (
    process            text        NOT NULL COLLATE "C",
    position           bigint      NOT NULL,
    correlation        text        NOT NULL COLLATE "C",
    event_id           uuid        NOT NULL,
    event_type         text        NOT NULL,
    stream             text        NOT NULL COLLATE "C",
    error              text,
    attempts           integer     NOT NULL DEFAULT 0,
    at                 timestamptz NOT NULL DEFAULT now(),
    retry_requested_at timestamptz,
    abandoned_at       timestamptz,
    abandoned_by       text,
    abandon_reason     text,
    CONSTRAINT parked_event PRIMARY KEY (process, position),
    CONSTRAINT parked_abandoned_with_reason
      CHECK ((abandoned_at IS NULL) = (abandon_reason IS NULL))
  );
  CREATE INDEX parked_correlation ON read.parked (process, correlation, position)
    WHERE abandoned_at IS NULL;
  COMMENT ON TABLE read.parked IS
    'Reactions that failed, and those of the same correlation that wait behind (without error).';
`;
