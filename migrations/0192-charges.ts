import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Charges of orders that go on, when the clock charges next, and what invoices say of them. */
export class Charges1795000000192 implements MigrationInterface {
  readonly name = 'Charges1795000000192';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(charges);
    await runner.query(schedule);
    await runner.query(invoices);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const charges = `
  CREATE TABLE read.charge (
    charge_id        text    NOT NULL COLLATE "C",
    order_id         text    NOT NULL COLLATE "C",
    charge_no        bigint  NOT NULL,
    seller_party_id  text    NOT NULL COLLATE "C",
    buyer_party_id   text    NOT NULL COLLATE "C",
    on_date          text    NOT NULL COLLATE "C",
    content          jsonb   NOT NULL,
    taken_back_minor text    NOT NULL,
    is_settled       boolean NOT NULL,
    position         bigint  NOT NULL,
    last_position    bigint  NOT NULL,
    CONSTRAINT charge_id PRIMARY KEY (charge_id)
  );
  CREATE INDEX charge_order ON read.charge (order_id, charge_no DESC);
  CREATE INDEX charge_seller ON read.charge (seller_party_id, on_date, position);
  CREATE INDEX charge_buyer ON read.charge (buyer_party_id, on_date, position);
  COMMENT ON TABLE read.charge IS 'What was charged under an order after the contract.';
`;

const schedule = `
  CREATE TABLE read.charge_schedule (
    order_id      text   NOT NULL COLLATE "C",
    next_on       text   NOT NULL COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT charge_schedule_order PRIMARY KEY (order_id)
  );
  CREATE INDEX charge_schedule_next ON read.charge_schedule (next_on, order_id);
  COMMENT ON TABLE read.charge_schedule IS 'Orders that the clock charges, and the day of the next.';
`;

const invoices = `
  ALTER TABLE read.invoice
    ADD COLUMN charge_no    bigint,
    ADD COLUMN period_from  text COLLATE "C",
    ADD COLUMN period_until text COLLATE "C",
    ADD COLUMN quantity     text,
    ADD COLUMN unit         text,
    ADD COLUMN unit_price   text;
`;
