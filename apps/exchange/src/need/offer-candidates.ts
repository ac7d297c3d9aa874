import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import { soughtPieces, soughtWords } from '@ledger/domain/search/terms.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Offers that are compared with a need, at most. */
export const candidatesMax = 200;
/** Newest offers that are looked through for each piece, and those of each that are taken. */
const windowRows = 1_000;
const perPieceMax = 100;
/** Offers that the index of terms gives of each piece, whichever they are. */
const indexedMax = 400;

/** An offer as it is compared. */
export interface Candidate {
  readonly offerId: string;
  readonly sellerPartyId: string;
  readonly content: OfferContent;
  readonly sheet: DataSheet | null;
  readonly until: string;
  readonly version: number;
}

interface Row {
  readonly offer_id: string;
  readonly seller_party_id: string;
  readonly content: OfferContent;
  readonly sheet: DataSheet | null;
  readonly until: string;
  readonly version: string;
}

/** Finds the offers that share pieces with a need's text: one statement, whatever there is. */
@Injectable()
export class OfferCandidates {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those that share most pieces first, then the newest. */
  async of(text: string, today: string): Promise<readonly Candidate[]> {
    const probes = soughtPieces(text)
      .map((piece) => soughtWords(piece).flatMap(({ terms }) => terms))
      .filter((terms) => terms.length > 0);
    if (probes.length === 0) return [];
    const rows = await this.dataSource.query<Row[]>(statement(probes.length), [today, ...probes]);
    return rows.map(({ offer_id, seller_party_id, version, ...row }) => ({
      ...{ offerId: offer_id, sellerPartyId: seller_party_id, version: Number(version) },
      ...row,
    }));
  }

  /** Names of offers and whether they stand today. */
  async named(
    offerIds: readonly string[],
    today: string,
  ): Promise<ReadonlyMap<string, { readonly name: string; readonly stands: boolean }>> {
    const rows = await this.dataSource.query<{ id: string; name: string; stands: boolean }[]>(
      `SELECT offer_id AS id, content->>'name' AS name,
         stage = 'listed' AND until >= $2::text AS stands
       FROM read.offer_view WHERE offer_id = ANY ($1::text[])`,
      [offerIds, today],
    );
    return new Map(rows.map(({ id, name, stands }) => [id, { name, stands }]));
  }
}

const statement = (probes: number): string => {
  const each = Array.from({ length: probes }, (_, at) => `$${at + 2}::text[]`);
  const near = each.map(
    (probe) => `(SELECT offer_id, first_position FROM newest WHERE words @> ${probe}
      ORDER BY first_position DESC LIMIT ${perPieceMax})`,
  );
  const far = each.map(
    (probe) => `(SELECT offer_id, first_position FROM read.offer_view
      WHERE string_to_array(terms, ' ') @> ${probe} AND stage = 'listed' AND until >= $1::text
      LIMIT ${indexedMax})`,
  );
  return `WITH newest AS MATERIALIZED (
      SELECT offer_id, first_position, string_to_array(terms, ' ') AS words
      FROM read.offer_view WHERE stage = 'listed' AND until >= $1::text
      ORDER BY first_position DESC LIMIT ${windowRows}),
    shared AS MATERIALIZED (
      SELECT offer_id, first_position, count(*) AS pieces
      FROM (${near.join(' UNION ALL ')} UNION ALL ${far.join(' UNION ALL ')}) AS found
      GROUP BY offer_id, first_position
      ORDER BY pieces DESC, first_position DESC LIMIT ${candidatesMax})
    SELECT o.offer_id, o.seller_party_id, o.content, o.sheet, o.until, o.version
    FROM shared AS s JOIN read.offer_view AS o ON o.offer_id = s.offer_id
    ORDER BY s.pieces DESC, s.first_position DESC`;
};
