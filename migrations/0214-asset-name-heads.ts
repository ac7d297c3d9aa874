import { headTerms } from '@ledger/domain/search/terms.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index of terms answers what an asset lacks, too: words of a search that begin a name are told
 * from the same words elsewhere. Terms of beginnings are added to the rows that are there.
 *
 * Rows of assets and of the feed are as wide as a quarter of a page: pressing them, which Postgres
 * tries from there on, makes them a tenth smaller and costs a quarter of writing them.
 */
export class AssetNameHeads1795000000214 implements MigrationInterface {
  readonly name = 'AssetNameHeads1795000000214';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX read.asset_terms');
    await fill(runner);
    await runner.query(index);
    await runner.query(unpressed);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const index = `
  CREATE INDEX asset_terms ON read.asset
    USING gin (array_to_tsvector(string_to_array(terms, ' ')));
  COMMENT ON COLUMN read.asset.terms IS
    'Beginnings of the name (^), terms of texts (pairs of Chinese characters, threes of others) and facts, parted by blanks.';
`;

const unpressed = `
  ALTER TABLE read.asset SET (toast_tuple_target = 4080);
  ALTER TABLE read.feed_event SET (toast_tuple_target = 4080);
`;

/** Rows that are filled by one statement. */
const pageRows = 1_000;

interface Row {
  readonly asset_id: string;
  readonly applied_position: string;
  readonly name: string;
}

const page = `
  SELECT asset_id, applied_position, description->>'name' AS name
  FROM read.asset WHERE applied_position > $1 ORDER BY applied_position LIMIT ${pageRows}
`;

const write = `
  UPDATE read.asset AS a SET terms = u.heads || ' ' || a.terms
  FROM unnest($1::uuid[], $2::text[]) AS u (asset_id, heads)
  WHERE a.asset_id = u.asset_id AND u.heads <> ''
`;

/** As this release's projection writes them; a later one that writes others fills them again. */
const fill = async (runner: QueryRunner): Promise<void> => {
  for (let after = '0'; ;) {
    const rows = (await runner.query(page, [after])) as readonly Row[];
    const last = rows.at(-1);
    if (last === undefined) return;
    await runner.query(write, [
      rows.map(({ asset_id }) => asset_id),
      rows.map(({ name }) => headTerms(name).join(' ')),
    ]);
    after = last.applied_position;
  }
};
