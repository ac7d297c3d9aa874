import type { MigrationInterface, QueryRunner } from 'typeorm';
import { append, appendOne } from './0001-event-log.js';

/**
 * An append no longer notifies: a notice in the transaction costs every append, and whoever appended
 * tells the others of many at once (`Channel` of the event store).
 */
export class QuietAppends1795000000252 implements MigrationInterface {
  readonly name = 'QuietAppends1795000000252';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of [append, appendOne]) await runner.query(quiet(definition));
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const notice = "    PERFORM pg_notify('ledger', '');\n";

/** The function in its place, all but the notice as it was. */
export const quiet = (definition: string): string =>
  definition.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION').replace(notice, '');
