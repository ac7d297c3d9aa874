import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deal knows its parties, so that prices of a few of them are kept; appraisers compare deals. */
export class Comparables1795000000250 implements MigrationInterface {
  readonly name = 'Comparables1795000000250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE read.market_deal;
      UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'market-deal';
      ALTER TABLE read.market_deal
        ADD COLUMN offer_id        text    NOT NULL COLLATE "C",
        ADD COLUMN seller_party_id text    NOT NULL COLLATE "C",
        ADD COLUMN buyer_party_id  text    NOT NULL COLLATE "C",
        ADD COLUMN product         text,
        ADD COLUMN terms           jsonb   NOT NULL,
        ADD COLUMN is_related      boolean NOT NULL,
        ADD COLUMN comparable_id   text             COLLATE "C";
      DROP INDEX read.market_deal_settled;
      CREATE INDEX market_deal_settled ON read.market_deal (settled_month)
        INCLUDE (delivery, kind, net_minor, seller_party_id, buyer_party_id)
        WHERE settled_month IS NOT NULL AND NOT is_related;
      CREATE INDEX market_deal_latest ON read.market_deal (settled_month DESC, comparable_id DESC)
        WHERE settled_month IS NOT NULL AND NOT is_related;
      CREATE INDEX market_deal_sides ON read.market_deal (seller_party_id, buyer_party_id)
        WHERE settled_month IS NOT NULL;
      COMMENT ON TABLE read.market_deal IS
        'One row per order. Its parties are counted, and never told.';
      COMMENT ON COLUMN read.market_deal.is_related IS
        'A side has declared that the two are related: the price counts nowhere.';
      COMMENT ON COLUMN read.market_deal.comparable_id IS
        'Id of the event that settled it: by it an auditor finds the deal, and nobody else.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
