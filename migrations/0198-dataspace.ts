import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The dataspace: its processes from the log, and beside it what is sealed and what was tried. */
export class Dataspace1795000000198 implements MigrationInterface {
  readonly name = 'Dataspace1795000000198';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(processes);
    await runner.query(sides);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const processes = `
  CREATE TABLE read.dataspace_process (
    process_id       text    NOT NULL,
    kind             text    NOT NULL,
    role             text    NOT NULL,
    party_id         text    NOT NULL,
    counterparty_id  text    NOT NULL,
    state            text    NOT NULL,
    order_id         text,
    agreement_id     text,
    oldest_unsettled integer,
    folded           jsonb   NOT NULL,
    version          bigint  NOT NULL,
    first_position   bigint  NOT NULL,
    last_position    bigint  NOT NULL,
    CONSTRAINT dataspace_process_id PRIMARY KEY (process_id)
  );
  CREATE INDEX dataspace_process_party
    ON read.dataspace_process (party_id, kind, first_position DESC);
  CREATE INDEX dataspace_process_kind ON read.dataspace_process (kind, first_position DESC);
  CREATE INDEX dataspace_process_order ON read.dataspace_process (order_id)
    WHERE order_id IS NOT NULL;
  CREATE INDEX dataspace_process_outbox ON read.dataspace_process (first_position)
    WHERE oldest_unsettled IS NOT NULL;
  COMMENT ON TABLE read.dataspace_process IS 'Negotiations and transfers of the Dataspace Protocol.';
`;

const sides = `
  CREATE TABLE side.dataspace_connector (
    connector_id    uuid        NOT NULL,
    owner_party_id  text        NOT NULL,
    counterparty_id text        NOT NULL,
    participant_id  text        NOT NULL,
    address         text        NOT NULL,
    origin          text        NOT NULL,
    credential      bytea,
    created_at      timestamptz NOT NULL,
    removed_at      timestamptz,
    fingerprint     text,
    CONSTRAINT dataspace_connector_id PRIMARY KEY (connector_id)
  );
  CREATE INDEX dataspace_connector_owner
    ON side.dataspace_connector (owner_party_id, connector_id) WHERE removed_at IS NULL;
  CREATE INDEX dataspace_connector_credential
    ON side.dataspace_connector (owner_party_id, counterparty_id, origin)
    WHERE removed_at IS NULL AND credential IS NOT NULL;
  COMMENT ON TABLE side.dataspace_connector IS 'Other connectors; credentials are sealed.';

  CREATE TABLE side.dataspace_secret (
    name   text  NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT dataspace_secret_name PRIMARY KEY (name)
  );
  COMMENT ON TABLE side.dataspace_secret IS 'What opens data addresses, sealed.';

  CREATE TABLE side.dataspace_attempt (
    process_id     text        NOT NULL,
    message        integer     NOT NULL,
    attempts       integer     NOT NULL,
    first_tried_at timestamptz NOT NULL,
    due_at         timestamptz NOT NULL,
    last_error     text        NOT NULL,
    CONSTRAINT dataspace_attempt_id PRIMARY KEY (process_id, message)
  );
  COMMENT ON TABLE side.dataspace_attempt IS 'Messages that were not taken at the first attempt.';
`;
