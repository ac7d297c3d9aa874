import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Assets that one search by pledgor covers, at most. */
export const pledgedTitlesMax = 500;

/** Where a party's pledges lie, from the table of pledges. */
@Injectable()
export class PledgorTitles {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Assets on which one of them gave a pledge or somebody claims one; one more than the limit. */
  async of(partyIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ assetId: string }[]>(
      `SELECT DISTINCT asset_id AS "assetId" FROM read.pledge
       WHERE pledgor_party_ids && $1::text[] ORDER BY asset_id LIMIT $2`,
      [partyIds, pledgedTitlesMax + 1],
    );
    return rows.map(({ assetId }) => assetId);
  }

  /** Whether a pledge of one of them was recorded or changed after a position. */
  async changedSince(partyIds: readonly string[], position: number): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM read.pledge
       WHERE pledgor_party_ids && $1::text[] AND last_position > $2 LIMIT 1`,
      [partyIds, position],
    );
    return rows.length > 0;
  }
}
