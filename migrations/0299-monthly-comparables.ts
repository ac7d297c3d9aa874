import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What orders that go on came to in a month is compared, too. */
export class MonthlyComparables1795000000299 implements MigrationInterface {
  readonly name = 'MonthlyComparables1795000000299';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE read.market_charge;
      UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'market-charge';
      ALTER TABLE read.market_charge
        ADD COLUMN comparable_id text    NOT NULL COLLATE "C",
        ADD COLUMN ground        text    NOT NULL,
        ADD COLUMN months        integer NOT NULL;
      CREATE INDEX market_charge_latest ON read.market_charge (month DESC, comparable_id DESC)
        WHERE months > 0;
      COMMENT ON COLUMN read.market_charge.comparable_id IS
        'Id of the event by which the period was charged first: by it an auditor finds the deal.';
      COMMENT ON COLUMN read.market_charge.months IS
        'Months of the period; 0 where it is no price of a month: a package, a part of a period.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
