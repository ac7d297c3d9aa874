import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows that an order's steps change again and again within a second keep room beside them, so that a
 * new version stays on its page and no index is written where no indexed column changed.
 */
export class RoomForUpdates1795000000224 implements MigrationInterface {
  readonly name = 'RoomForUpdates1795000000224';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE read.${table} SET (fillfactor = 50)`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const tables = [
  ...['order_view', 'market_deal', 'feed_sight'],
  ...['ledger_account', 'ledger_day'],
] as const;
