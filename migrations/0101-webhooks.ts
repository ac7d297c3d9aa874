import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks: subscriptions from the log, and beside it how far each has been delivered. */
export class Webhooks1795000000101 implements MigrationInterface {
  readonly name = 'Webhooks1795000000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(subscriptions);
    await runner.query(deliveries);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const subscriptions = `
  CREATE TABLE read.webhook (
    webhook_id            uuid    NOT NULL,
    owner_party_id        text    NOT NULL,
    person                text    NOT NULL,
    roles                 text[]  NOT NULL,
    url                   text    NOT NULL,
    filter                json    NOT NULL,
    purpose               text,
    after                 bigint  NOT NULL,
    status                text    NOT NULL,
    suspended_reason      text,
    suspended_detail      text,
    suspended_at          text,
    live_since            text    NOT NULL,
    secret_number         integer NOT NULL,
    previous_secret_until text,
    replay_from           bigint  NOT NULL,
    replays               integer NOT NULL,
    created_position      bigint  NOT NULL,
    created_at            text    NOT NULL,
    version               integer NOT NULL,
    last_position         bigint  NOT NULL,
    CONSTRAINT webhook_id PRIMARY KEY (webhook_id)
  );
  CREATE INDEX webhook_owner ON read.webhook (owner_party_id, created_position DESC);
  CREATE INDEX webhook_live ON read.webhook (webhook_id) WHERE status = 'live';
  COMMENT ON TABLE read.webhook IS 'Subscriptions. Secrets are derived from a key, never kept.';
`;

const deliveries = `
  CREATE TABLE side.webhook_progress (
    webhook_id uuid    NOT NULL,
    position   bigint  NOT NULL,
    replays    integer NOT NULL,
    CONSTRAINT webhook_progress_id PRIMARY KEY (webhook_id)
  );
  COMMENT ON TABLE side.webhook_progress IS 'Up to where the feed has been taken in for each webhook.';

  CREATE TABLE side.webhook_delivery (
    webhook_id     uuid        NOT NULL,
    position       bigint      NOT NULL,
    subject        text        NOT NULL COLLATE "C",
    event_id       uuid        NOT NULL,
    type           text        NOT NULL,
    level          smallint    NOT NULL,
    replays        integer     NOT NULL,
    state          text        NOT NULL,
    attempts       integer     NOT NULL DEFAULT 0,
    due_at         timestamptz NOT NULL,
    claimed_until  timestamptz,
    first_tried_at timestamptz,
    last_tried_at  timestamptz,
    last_status    integer,
    last_error     text,
    delivered_at   timestamptz,
    CONSTRAINT webhook_delivery_id PRIMARY KEY (webhook_id, position),
    CONSTRAINT webhook_delivery_state CHECK (state IN ('pending', 'delivered'))
  );
  CREATE INDEX webhook_delivery_pending ON side.webhook_delivery (webhook_id, subject, position)
    WHERE state = 'pending';
  CREATE INDEX webhook_delivery_due ON side.webhook_delivery (due_at) WHERE state = 'pending';
  COMMENT ON TABLE side.webhook_delivery IS 'What waits to be delivered, and the latest that was.';
`;
