import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is charged period by period counts: as revenue of an asset, and in the market's figures. */
export class ChargesCount1795000000218 implements MigrationInterface {
  readonly name = 'ChargesCount1795000000218';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE read.asset_sale RENAME COLUMN order_id TO sale_id;
      COMMENT ON TABLE read.asset_sale IS
        'What each order, and each charge under it, earns its seller. Amounts are fen as text.';
    `);
    await runner.query(`
      CREATE TABLE read.market_charge (
        charge_month_id text   NOT NULL COLLATE "C",
        order_id        text   NOT NULL COLLATE "C",
        month           text   NOT NULL COLLATE "C",
        net_minor       bigint NOT NULL,
        last_position   bigint NOT NULL,
        CONSTRAINT market_charge_id PRIMARY KEY (charge_month_id)
      );
      CREATE INDEX market_charge_month ON read.market_charge (month)
        INCLUDE (order_id, net_minor) WHERE net_minor > 0;
      COMMENT ON TABLE read.market_charge IS
        'What an order was charged for periods that begin in a month (yyyy-MM), without VAT, in fen.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
