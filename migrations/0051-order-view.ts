import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders as their two sides list them. */
export class OrderView1795000000051 implements MigrationInterface {
  readonly name = 'OrderView1795000000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const table = `
  CREATE TABLE read.order_view (
    order_id        text   NOT NULL COLLATE "C",
    offer_id        text   NOT NULL COLLATE "C",
    offer_version   bigint NOT NULL,
    seller_party_id text   NOT NULL COLLATE "C",
    buyer_party_id  text   NOT NULL COLLATE "C",
    state           text   NOT NULL,
    content         jsonb  NOT NULL,
    purpose         text   NOT NULL,
    placed_on       text   NOT NULL,
    licence         jsonb,
    signatures      jsonb  NOT NULL,
    refusal         jsonb,
    cancellation    text,
    version         bigint NOT NULL,
    first_position  bigint NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT order_view_id PRIMARY KEY (order_id)
  );
  CREATE INDEX order_view_order ON read.order_view (first_position DESC);
  CREATE INDEX order_view_seller ON read.order_view (seller_party_id, first_position DESC);
  CREATE INDEX order_view_buyer ON read.order_view (buyer_party_id, first_position DESC);
  CREATE INDEX order_view_offer ON read.order_view (offer_id, first_position DESC);
  COMMENT ON TABLE read.order_view IS 'One row per order, as it stands.';
  COMMENT ON COLUMN read.order_view.licence IS
    'Ordinary: licenceId; exclusive: reservationId, expiresAt, grantId; both: titleVersion.';
`;
