import { applicationGroup } from '@ledger/database/roles.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The side stores: persons, API keys, access records and documents. No decision reads them. */
export class SideStores1795000000003 implements MigrationInterface {
  readonly name = 'SideStores1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(accessRecordsNeverChange);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const tables = `
  CREATE TABLE side.person (
    token      uuid        NOT NULL,
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    name       text,
    first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT person_token PRIMARY KEY (token),
    CONSTRAINT person_subject UNIQUE (issuer, subject)
  );
  COMMENT ON TABLE side.person IS 'Who stands behind a random token. A row may be erased.';

  CREATE TABLE side.api_key (
    key_id      uuid        NOT NULL,
    label       text        NOT NULL,
    org         text        NOT NULL,
    roles       text[]      NOT NULL,
    secret_hash text        NOT NULL,
    created_by  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    fingerprint text,
    CONSTRAINT api_key_id PRIMARY KEY (key_id)
  );
  COMMENT ON COLUMN side.api_key.secret_hash IS 'SHA-256 of 256 random bits; the secret is not kept.';

  CREATE TABLE side.access_record (
    number         bigint      GENERATED ALWAYS AS IDENTITY,
    recorded_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    person         text        NOT NULL,
    party_id       text        NOT NULL,
    role           text        NOT NULL,
    purpose        text        NOT NULL,
    route          text        NOT NULL,
    subjects       text[]      NOT NULL,
    correlation_id text        NOT NULL,
    CONSTRAINT access_record_number PRIMARY KEY (number)
  );
  COMMENT ON TABLE side.access_record IS 'Every look of a lender at what belongs to others.';
  COMMENT ON COLUMN side.access_record.subjects IS 'What was looked at, e.g. ids of assets.';
  CREATE INDEX access_record_party ON side.access_record (party_id, number);

  CREATE TABLE side.document (
    digest     bytea       NOT NULL,
    media_type text        NOT NULL,
    bytes      bytea       NOT NULL,
    kept_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT document_digest PRIMARY KEY (digest),
    CONSTRAINT document_digest_length CHECK (octet_length(digest) = 32)
  );
`;

const accessRecordsNeverChange = `
  CREATE FUNCTION side.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog AS $$
  BEGIN
    RAISE EXCEPTION 'Access records are append-only: % is refused.', TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON side.access_record
    FOR EACH STATEMENT EXECUTE FUNCTION side.refuse_change();
  REVOKE UPDATE, DELETE, TRUNCATE ON side.access_record FROM ${applicationGroup};
`;
