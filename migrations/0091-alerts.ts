import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts as they are read by those to whom they are addressed. */
export class Alerts1795000000091 implements MigrationInterface {
  readonly name = 'Alerts1795000000091';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(alert);
    await runner.query(licensee);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const alert = `
  CREATE TABLE read.alert (
    alert_id        text    NOT NULL COLLATE "C",
    party_id        text    NOT NULL COLLATE "C",
    asset_id        text    NOT NULL COLLATE "C",
    kind            text    NOT NULL,
    severity        text    NOT NULL,
    ground          text    NOT NULL,
    fact            jsonb   NOT NULL,
    about           jsonb   NOT NULL,
    raised_at       text    NOT NULL,
    raised_position bigint  NOT NULL,
    acknowledged_at text,
    note            text,
    version         bigint  NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT alert_id PRIMARY KEY (alert_id)
  );
  CREATE INDEX alert_party ON read.alert (party_id, raised_position DESC);
  CREATE INDEX alert_party_open ON read.alert (party_id, raised_position DESC)
    WHERE acknowledged_at IS NULL;
  CREATE INDEX alert_party_kind ON read.alert (party_id, kind, raised_position DESC);
  CREATE INDEX alert_party_asset ON read.alert (party_id, asset_id, raised_position DESC);
  CREATE INDEX alert_raised ON read.alert (raised_position DESC);
  COMMENT ON TABLE read.alert IS 'One row per alert; each party reads its own.';
`;

const licensee = `
  CREATE TABLE read.asset_licensee (
    order_id       text   NOT NULL COLLATE "C",
    asset_id       text   NOT NULL COLLATE "C",
    buyer_party_id text   NOT NULL COLLATE "C",
    until_date     text   COLLATE "C",
    last_position  bigint NOT NULL,
    CONSTRAINT asset_licensee_order PRIMARY KEY (order_id)
  );
  CREATE INDEX asset_licensee_asset ON read.asset_licensee (asset_id, buyer_party_id);
  COMMENT ON TABLE read.asset_licensee IS
    'Who uses an asset under an order of the exchange: ordinary licences are not in its title.';
`;
