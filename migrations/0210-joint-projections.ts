import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tables that move in one transaction stand at one position: that of whichever was furthest behind.
 * The rows of the others know what they were made from, so that hearing it again changes nothing.
 */
export class JointProjections1795000000210 implements MigrationInterface {
  readonly name = 'JointProjections1795000000210';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, parts] of joined) {
      await runner.query(
        `INSERT INTO read.checkpoint AS c (name, epoch, position)
         SELECT $1, 1, CASE WHEN count(*) = cardinality($2::text[]) THEN min(position) ELSE 0 END
         FROM read.checkpoint WHERE name = ANY ($2) HAVING count(*) > 0
         ON CONFLICT (name) DO UPDATE SET position = EXCLUDED.position, epoch = c.epoch + 1`,
        [name, parts],
      );
      await runner.query(`DELETE FROM read.checkpoint WHERE name = ANY ($2) AND name <> $1`, [
        name,
        parts,
      ]);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const joined: readonly (readonly [name: string, parts: readonly string[]])[] = [
  [
    'exchange-money',
    [
      ...['ledger-account', 'ledger-total', 'ledger-entry', 'ledger-day'],
      ...['charge', 'invoice', 'pledge-proceeds'],
    ],
  ],
  ['order-view', ['order-view', 'charge-schedule']],
];
