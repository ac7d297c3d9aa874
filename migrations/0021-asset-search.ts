import { nameTerms, plainText, textTerms } from '@ledger/domain/search/terms.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search over assets: terms of texts and facts in one index, and an index for each order of the
 * list. Rows that are there already are filled here as the projection would fill them.
 */
export class AssetSearch1795000000021 implements MigrationInterface {
  readonly name = 'AssetSearch1795000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    await fill(runner);
    await runner.query(filled);
    await runner.query(indexes);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const columns = `
  ALTER TABLE read.asset
    ADD COLUMN form        text,
    ADD COLUMN name_key    text COLLATE "C",
    ADD COLUMN terms       text,
    ADD COLUMN valid_until text;
`;

const filled = `
  ALTER TABLE read.asset
    ALTER COLUMN form     SET NOT NULL,
    ALTER COLUMN name_key SET NOT NULL,
    ALTER COLUMN terms    SET NOT NULL;
  COMMENT ON COLUMN read.asset.terms IS
    'Terms of texts (pairs of Chinese characters, threes of others) and facts, parted by blanks.';
`;

const indexes = `
  CREATE INDEX asset_terms ON read.asset USING gin (string_to_array(terms, ' '));
  CREATE INDEX asset_name ON read.asset (name_key, applied_position);
  CREATE INDEX asset_registered ON read.asset (registered_on DESC, applied_position DESC)
    WHERE registered_on IS NOT NULL;
  CREATE INDEX asset_expiry ON read.asset (valid_until, applied_position)
    WHERE valid_until IS NOT NULL;
  CREATE INDEX asset_applicant_name
    ON read.asset (applicant_party_id, name_key, applied_position);
  DROP INDEX read.asset_applicant_registered;
  CREATE INDEX asset_applicant_registered
    ON read.asset (applicant_party_id, registered_on DESC, applied_position DESC)
    WHERE registered_on IS NOT NULL;
  CREATE INDEX asset_applicant_expiry
    ON read.asset (applicant_party_id, valid_until, applied_position)
    WHERE valid_until IS NOT NULL;
  CREATE INDEX asset_registrar_applied ON read.asset (registrar_party_id, applied_position DESC)
    WHERE registrar_party_id <> applicant_party_id;
  CREATE INDEX asset_registrar_name ON read.asset (registrar_party_id, name_key, applied_position)
    WHERE registrar_party_id <> applicant_party_id;
  CREATE INDEX asset_registrar_registered
    ON read.asset (registrar_party_id, registered_on DESC, applied_position DESC)
    WHERE registrar_party_id <> applicant_party_id AND registered_on IS NOT NULL;
  CREATE INDEX asset_registrar_expiry
    ON read.asset (registrar_party_id, valid_until, applied_position)
    WHERE registrar_party_id <> applicant_party_id AND valid_until IS NOT NULL;
`;

/** Rows that are filled by one statement. */
const pageRows = 1_000;

interface Row {
  readonly asset_id: string;
  readonly applied_position: string;
  readonly state: string;
  readonly scheme: string;
  readonly applicant_party_id: string;
  readonly registrar_party_id: string;
  readonly external_number: string | null;
  readonly industry: string | null;
  readonly source: string;
  readonly category: string | null;
  readonly grade: string | null;
  readonly registered_on: string | null;
  readonly description: {
    readonly name: string;
    readonly englishName?: string;
    readonly summary: string;
    readonly form: string;
  };
  readonly rights: readonly { readonly holders: readonly { readonly partyId: string }[] }[];
}

const page = `
  SELECT asset_id, applied_position, state, scheme, applicant_party_id, registrar_party_id,
    external_number, industry, source, category, grade, registered_on, description, rights
  FROM read.asset WHERE applied_position > $1 ORDER BY applied_position LIMIT ${pageRows}
`;

const write = `
  UPDATE read.asset AS a
  SET form = u.form, name_key = u.name_key, search_text = u.search_text, terms = u.terms
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
    AS u (asset_id, form, name_key, search_text, terms)
  WHERE a.asset_id = u.asset_id
`;

const fill = async (runner: QueryRunner): Promise<void> => {
  for (let after = '0'; ;) {
    const rows = (await runner.query(page, [after])) as readonly Row[];
    const last = rows.at(-1);
    if (last === undefined) return;
    const columns = rows.map(columnsOf);
    await runner.query(write, [
      rows.map(({ asset_id }) => asset_id),
      columns.map(({ form }) => form),
      columns.map(({ nameKey }) => nameKey),
      columns.map(({ searchText }) => searchText),
      columns.map(({ terms }) => terms),
    ]);
    after = last.applied_position;
  }
};

/** As this release's projection writes them; a later one that writes others fills them again. */
const columnsOf = (row: Row) => {
  const { name, englishName = '', summary, form } = row.description;
  const texts = [name, englishName, row.external_number ?? '', summary];
  const { industry, category, grade } = row;
  const others = row.registrar_party_id === row.applicant_party_id ? [] : [row.registrar_party_id];
  const holders = row.registered_on === null ? row.rights.flatMap((line) => line.holders) : [];
  const terms = [
    ...nameTerms(name),
    ...texts.slice(1).flatMap(textTerms),
    `applicant=${row.applicant_party_id}`,
    ...others.map((registrar) => `registrar=${registrar}`),
    ...holders.map(({ partyId }) => `holder=${partyId}`),
    `state=${row.state}`,
    `scheme=${row.scheme}`,
    ...(industry === null ? [] : [`industry=${industry}`, `industry=${industry.charAt(0)}`]),
    `source=${row.source}`,
    `form=${form}`,
    ...(category === null ? [] : [`category=${category}`]),
    ...(grade === null ? [] : [`grade=${grade}`]),
  ];
  return {
    form,
    nameKey: plainText(name),
    searchText: plainText(texts.join('\n')),
    terms: [...new Set(terms)].join(' '),
  };
};
