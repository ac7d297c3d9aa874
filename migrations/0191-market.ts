import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deals without their parties: what the market’s figures are made of. */
export class Market1795000000191 implements MigrationInterface {
  readonly name = 'Market1795000000191';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE read.market_deal (
        order_id      text   NOT NULL COLLATE "C",
        kind          text   NOT NULL,
        delivery      text   NOT NULL,
        settled_month text            COLLATE "C",
        net_minor     bigint,
        last_position bigint NOT NULL,
        CONSTRAINT market_deal_id PRIMARY KEY (order_id)
      );
      CREATE INDEX market_deal_settled ON read.market_deal (settled_month)
        INCLUDE (delivery, kind, net_minor) WHERE settled_month IS NOT NULL;
      COMMENT ON TABLE read.market_deal IS 'One row per order, without its parties.';
      COMMENT ON COLUMN read.market_deal.settled_month IS
        'Month (yyyy-MM, Shanghai) of the settlement; null before it, and once all was given back.';
      COMMENT ON COLUMN read.market_deal.net_minor IS 'Price without VAT, in fen.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
