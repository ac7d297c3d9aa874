import type { OfferFilters } from '@ledger/contracts/offer/offer-filters.dto.js';
import { minorUnits } from '@ledger/domain/money.js';
import { offerFact } from '@ledger/domain/offer/offer-terms.js';
import { soughtWords } from '@ledger/domain/search/terms.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { OfferView } from './offer.view.js';

/** Rows that are walked through in order before the index of terms is asked. */
const windowRows = 4_000;

/** Puts a value into a statement and answers its place, `$1`. */
export type Bind = (value: unknown) => string;

/** Which offers, and which run of them. */
export interface OfferLook {
  /** Whose and in which state, as SQL over one row `o`. */
  readonly scope: (bind: Bind) => readonly string[];
  readonly filters: OfferFilters;
  /** Sellers that the filter means; absent: all. */
  readonly sellers?: readonly string[] | undefined;
  /** Position of the row before the first; absent: from the newest on. */
  readonly before?: number | undefined;
  readonly rowsMax: number;
}

/**
 * Pages of offers, newest first: one statement for the ids, one for the rows. What matches often is
 * found among the next few thousand rows in order (`near`); only where these do not fill the page,
 * the index of terms gives all that match beyond them (`far`), as the search of assets does
 * (decision 0025).
 */
@Injectable()
export class OfferSearch {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async page(look: OfferLook): Promise<readonly OfferView[]> {
    const { sql, parameters } = offersStatement(look);
    const found = await this.dataSource.query<{ readonly offer_id: string }[]>(sql, parameters);
    const ids = found.map(({ offer_id }) => offer_id);
    const rows = await this.dataSource.getRepository(OfferView).findBy({ offerId: In(ids) });
    const byId = new Map(rows.map((row) => [row.offerId, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

export const offersStatement = ({ scope, filters, sellers, before, rowsMax }: OfferLook) => {
  const parameters: unknown[] = [];
  const bind: Bind = (value) => `$${parameters.push(value)}`;
  const { rows, terms } = conditionsOf(filters, sellers, bind);
  const start = before === undefined ? [] : [`o.first_position < ${bind(before)}::bigint`];
  const inScope = [...scope(bind), ...start];
  const where = (...all: readonly string[]) => `WHERE ${all.join(' AND ') || 'true'}`;
  const from = 'FROM read.offer_view AS o';
  const limit = `LIMIT ${bind(rowsMax)}::integer`;
  const sorted = 'ORDER BY o.first_position DESC';
  const shown = 'o.offer_id, o.first_position';
  if (terms.length === 0) {
    const sql = `SELECT ${shown} ${from} ${where(...inScope, ...rows)} ${sorted} ${limit}`;
    return { sql, parameters };
  }
  const isNear = [...rows, ...termsAre(terms, bind)];
  const next = `SELECT o.* ${from} ${where(...inScope)} ${sorted} LIMIT ${windowRows}`;
  const near = `SELECT ${shown} FROM (${next}) AS o ${where(...isNear)} ${sorted} ${limit}`;
  const edge = `SELECT o.first_position ${from} ${where(...inScope)} ${sorted}
    OFFSET ${windowRows - 1} LIMIT 1`;
  const beyond = [
    'o.first_position < (SELECT e.first_position FROM edge AS e)',
    `(SELECT count(*) FROM near) < ${bind(rowsMax)}::integer`,
  ];
  const far = `SELECT ${shown} ${from} ${where(...inScope, ...isNear, ...beyond)}`;
  const sql = `WITH near AS MATERIALIZED (${near}), edge AS MATERIALIZED (${edge}),
    far AS MATERIALIZED (${far})
    SELECT o.offer_id, o.first_position
    FROM (SELECT * FROM near UNION ALL SELECT * FROM far) AS o ${sorted} ${limit}`;
  return { sql, parameters };
};

/** That a row has all these terms; written as the index has it. */
const termsAre = (terms: readonly string[], bind: Bind): readonly string[] =>
  terms.length === 0 ? [] : [`string_to_array(o.terms, ' ') @> ${bind(terms)}::text[]`];

const conditionsOf = (
  filters: OfferFilters,
  sellers: readonly string[] | undefined,
  bind: Bind,
): { readonly rows: readonly string[]; readonly terms: readonly string[] } => {
  const rows: string[] = [];
  const terms: string[] = [];
  for (const { word, terms: own, isWhole } of soughtWords(filters.text ?? '')) {
    terms.push(...own);
    if (!isWhole) rows.push(`position(${bind(word)}::text IN o.search_text) > 0`);
  }
  for (const [fact, value] of factsOf(filters)) {
    if (value !== undefined) terms.push(offerFact(fact, value));
  }
  const { assetId, priceMax, qualityMin } = filters;
  if (assetId !== undefined) rows.push(`o.asset_id = ${bind(assetId)}::text`);
  if (sellers !== undefined) rows.push(`o.seller_party_id = ANY (${bind(sellers)}::text[])`);
  if (priceMax !== undefined) {
    const ceiling = minorUnits({ amount: priceMax, currency: 'CNY' }).toString();
    rows.push(`o.price_minor <= ${bind(ceiling)}::bigint`);
  }
  if (qualityMin !== undefined) {
    rows.push(`o.quality_hundredths >= ${bind(Math.round(Number(qualityMin) * 100))}::bigint`);
  }
  return { rows, terms: [...new Set(terms)] };
};

const factsOf = (filters: OfferFilters) =>
  [
    ['kind', filters.kind],
    ['product', filters.product],
    ['delivery', filters.delivery],
    ['category', filters.category],
    ['industry', filters.industry],
    ['territory', filters.territory],
    ['frequency', filters.updateFrequency],
  ] as const;
