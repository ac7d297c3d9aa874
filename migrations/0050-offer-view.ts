import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers as the exchange lists them. */
export class OfferView1795000000050 implements MigrationInterface {
  readonly name = 'OfferView1795000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const table = `
  CREATE TABLE read.offer_view (
    offer_id        text   NOT NULL COLLATE "C",
    seller_party_id text   NOT NULL COLLATE "C",
    stage           text   NOT NULL,
    asset_id        text   NOT NULL COLLATE "C",
    kind            text   NOT NULL,
    content         jsonb  NOT NULL,
    until           text            COLLATE "C",
    title_version   bigint,
    version         bigint NOT NULL,
    first_position  bigint NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT offer_view_id PRIMARY KEY (offer_id)
  );
  CREATE INDEX offer_view_order ON read.offer_view (first_position DESC);
  CREATE INDEX offer_view_listed ON read.offer_view (first_position DESC) WHERE stage = 'listed';
  CREATE INDEX offer_view_seller ON read.offer_view (seller_party_id, first_position DESC);
  CREATE INDEX offer_view_asset ON read.offer_view (asset_id, first_position DESC);
  COMMENT ON TABLE read.offer_view IS 'One row per offer, as it stands.';
  COMMENT ON COLUMN read.offer_view.until IS
    'Inclusive last day of the listing (Asia/Shanghai); null on a draft.';
`;
