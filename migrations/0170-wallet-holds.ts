import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open holds, so that the clock's sweep finds those whose time is over. */
export class WalletHolds1795000000170 implements MigrationInterface {
  readonly name = 'WalletHolds1795000000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(walletHold);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const walletHold = `
  CREATE TABLE read.wallet_hold (
    subject       text   NOT NULL COLLATE "C",
    party_id      text   NOT NULL COLLATE "C",
    hold_id       text   NOT NULL COLLATE "C",
    due_at        text   NOT NULL COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT wallet_hold_subject PRIMARY KEY (subject)
  );
  CREATE INDEX wallet_hold_due ON read.wallet_hold (due_at, subject);
  COMMENT ON TABLE read.wallet_hold IS 'One row per open hold of a wallet, with the instant of its end.';
`;
