import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts of breaches with their cures, what is watched and when to look again, and sales. */
export class RiskMonitor1795000000121 implements MigrationInterface {
  readonly name = 'RiskMonitor1795000000121';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(again);
    await runner.query(alert);
    await runner.query(watch);
    await runner.query(sale);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** The rows are a fold of the log: they are made again with the new columns, from its beginning. */
const again = `
  TRUNCATE read.alert;
  UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'alert';
`;

const alert = `
  ALTER TABLE read.alert
    ADD COLUMN watch_id text  NOT NULL COLLATE "C",
    ADD COLUMN breach   jsonb,
    ADD COLUMN cured_at text;
  CREATE INDEX alert_watch_open ON read.alert (watch_id)
    WHERE acknowledged_at IS NULL AND cured_at IS NULL;
  CREATE INDEX alert_party_severity ON read.alert (party_id, severity, raised_position DESC);
  CREATE INDEX alert_party_lasting ON read.alert (party_id, raised_position DESC)
    WHERE breach IS NOT NULL AND cured_at IS NULL;
  COMMENT ON COLUMN read.alert.breach IS 'The state that it tells of; null: a fact that happened.';
  COMMENT ON COLUMN read.alert.cured_at
    IS 'When that state was over or a graver alert of it was raised; null: it lasts.';
`;

const watch = `
  CREATE TABLE read.watch (
    watch_id       text    NOT NULL COLLATE "C",
    party_id       text    NOT NULL COLLATE "C",
    asset_id       text    NOT NULL COLLATE "C",
    listed         boolean NOT NULL,
    note           text,
    grounds        text[]  NOT NULL,
    next_on        text    COLLATE "C",
    is_active      boolean NOT NULL,
    since          text    NOT NULL,
    begun_position bigint  NOT NULL,
    version        bigint  NOT NULL,
    last_position  bigint  NOT NULL,
    CONSTRAINT watch_id PRIMARY KEY (watch_id)
  );
  CREATE INDEX watch_due ON read.watch (next_on, watch_id) WHERE next_on IS NOT NULL;
  CREATE INDEX watch_asset ON read.watch (asset_id, party_id) WHERE is_active;
  CREATE INDEX watch_party ON read.watch (party_id, begun_position DESC) WHERE is_active;
  CREATE INDEX watch_party_id ON read.watch (party_id, watch_id) WHERE is_active;
  CREATE INDEX watch_begun ON read.watch (begun_position DESC) WHERE is_active;
  COMMENT ON TABLE read.watch IS
    'One row per party and asset that it watches or lends on; next_on is when to look again.';
`;

const sale = `
  CREATE TABLE read.asset_sale (
    order_id      text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    amount_minor  text   NOT NULL,
    contracted_on text   COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT asset_sale_order PRIMARY KEY (order_id)
  );
  CREATE INDEX asset_sale_contracted ON read.asset_sale (asset_id, contracted_on)
    INCLUDE (amount_minor) WHERE contracted_on IS NOT NULL;
  COMMENT ON TABLE read.asset_sale IS 'What each order earns its seller. Amounts are fen as text.';
`;
