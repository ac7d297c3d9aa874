import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order's course beyond the contract in its row, and the day on which time moves it on. */
export class OrderCourse1795000000180 implements MigrationInterface {
  readonly name = 'OrderCourse1795000000180';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(again);
    await runner.query(columns);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** The rows are a fold of the log: they are made again with the new columns, from its beginning. */
const again = `
  TRUNCATE read.order_view;
  UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'order-view';
`;

const columns = `
  ALTER TABLE read.order_view
    ADD COLUMN gross     text NOT NULL,
    ADD COLUMN resumes   text,
    ADD COLUMN ending    text,
    ADD COLUMN due_after text COLLATE "C";
  CREATE INDEX order_view_due ON read.order_view (due_after, order_id) WHERE due_after IS NOT NULL;
  COMMENT ON COLUMN read.order_view.gross IS 'Agreed price with VAT, CNY.';
  COMMENT ON COLUMN read.order_view.resumes IS
    'State to which a dispute or a refund leads back; null where there is none.';
  COMMENT ON COLUMN read.order_view.ending IS 'Reason code of a state that is an end.';
  COMMENT ON COLUMN read.order_view.due_after IS
    'Inclusive last day (Shanghai) of what the clock ends by itself; null: nothing.';
`;
