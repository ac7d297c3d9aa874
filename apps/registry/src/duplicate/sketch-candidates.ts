import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Another asset that may be alike. */
export interface Candidate {
  readonly asset_id: string;
  readonly applicant_party_id: string;
  readonly registrar_party_id: string;
  readonly content_digest: string;
  readonly sketch: string;
  readonly registered_position: string;
}

/** Which assets one is compared with. */
export interface Sought {
  readonly bands: readonly number[];
  /** The applicant, and those in whose place it stands. */
  readonly ownParties: readonly string[];
  /** Position from which the asset has its content. */
  readonly before: number;
  /** Of its own holder's assets, and of others' assets, each. */
  readonly max: number;
}

/** Finds assets by their sketches. */
@Injectable()
export class SketchCandidates {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** In the register before, those registered first first; where there are too many, the likest. */
  async of({ bands, ownParties, before, max }: Sought): Promise<readonly Candidate[]> {
    return this.dataSource.query<Candidate[]>(candidatesSql, [bands, ownParties, before, max]);
  }
}

/**
 * The more bands two sketches share the more alike they are, so that a limit leaves out the weakest.
 * In-house ledgers claim nothing and take nobody's place; where a row does not know its scheme, the
 * asset itself tells.
 */
export const candidatesSql = `
  SELECT asset_id, applicant_party_id, registrar_party_id, content_digest, sketch,
    registered_position
  FROM (
    SELECT s.*, row_number() OVER (
      PARTITION BY applicant_party_id = ANY ($2::uuid[])
      ORDER BY
        (SELECT count(*) FROM unnest(s.bands) AS band WHERE band = ANY ($1::integer[])) DESC,
        registered_position
    ) AS place
    FROM read.asset_sketch s
    WHERE registered_position IS NOT NULL AND bands && $1::integer[]
      AND registered_position < $3::bigint AND scheme IS DISTINCT FROM 'in-house'
  ) AS ordered
  WHERE place <= $4::integer
  ORDER BY registered_position`;
