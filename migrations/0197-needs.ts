import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Needs of buyers, and the offers that their owners were told of. */
export class Needs1795000000197 implements MigrationInterface {
  readonly name = 'Needs1795000000197';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(needs);
    await runner.query(matches);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const needs = `
  CREATE TABLE read.need (
    need_id        text    NOT NULL COLLATE "C",
    owner_party_id text    NOT NULL COLLATE "C",
    is_closed      boolean NOT NULL,
    terms          jsonb   NOT NULL,
    pieces         text[]  NOT NULL,
    category       text,
    until          text    NOT NULL COLLATE "C",
    published      text[]  NOT NULL,
    is_published   boolean NOT NULL,
    revision       bigint  NOT NULL,
    version        bigint  NOT NULL,
    first_position bigint  NOT NULL,
    last_position  bigint  NOT NULL,
    CONSTRAINT need_id PRIMARY KEY (need_id)
  );
  CREATE INDEX need_owner ON read.need (owner_party_id, first_position DESC);
  CREATE INDEX need_order ON read.need (first_position DESC);
  CREATE INDEX need_published ON read.need (first_position DESC, until)
    WHERE is_published AND NOT is_closed;
  CREATE INDEX need_pieces ON read.need USING gin (pieces) WHERE NOT is_closed;
  COMMENT ON TABLE read.need IS 'One row per need, as it stands.';
  COMMENT ON COLUMN read.need.pieces IS
    'Pieces of its text: an offer that shares one of them is compared with it.';
  COMMENT ON COLUMN read.need.until IS 'Inclusive last day (Asia/Shanghai).';
`;

const matches = `
  CREATE TABLE read.need_match (
    match_id         text    NOT NULL COLLATE "C",
    need_id          text    NOT NULL COLLATE "C",
    owner_party_id   text    NOT NULL COLLATE "C",
    match_no         bigint  NOT NULL,
    revision         bigint  NOT NULL,
    offer_id         text    NOT NULL COLLATE "C",
    offer_version    bigint  NOT NULL,
    score            bigint  NOT NULL,
    findings         jsonb   NOT NULL,
    policy_version   bigint  NOT NULL,
    is_open          boolean NOT NULL,
    matched_at       text    NOT NULL,
    matched_position bigint  NOT NULL,
    version          bigint  NOT NULL,
    last_position    bigint  NOT NULL,
    CONSTRAINT need_match_id PRIMARY KEY (match_id)
  );
  CREATE INDEX need_match_owner ON read.need_match (owner_party_id, matched_position DESC);
  CREATE INDEX need_match_need ON read.need_match (need_id, matched_position DESC);
  CREATE INDEX need_match_order ON read.need_match (matched_position DESC);
  COMMENT ON TABLE read.need_match IS 'One row per offer that the owner of a need was told of.';
`;
