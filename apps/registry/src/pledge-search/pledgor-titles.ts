import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Assets that one search by pledgor covers, at most. */
export const pledgedTitlesMax = 500;

/** Where a party's pledges lie, from the table of pledges. */
@Injectable()
export class PledgorTitles {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Assets on which the party gave a pledge or somebody claims one; one more than the limit. */
  async of(partyId: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ assetId: string }[]>(
      `SELECT DISTINCT asset_id AS "assetId" FROM read.pledge
       WHERE pledgor_party_ids @> ARRAY[$1]::text[] ORDER BY asset_id LIMIT $2`,
      [partyId, pledgedTitlesMax + 1],
    );
    return rows.map(({ assetId }) => assetId);
  }

  /** Whether a pledge of the party was recorded or changed after a position. */
  async changedSince(partyId: string, position: number): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM read.pledge
       WHERE pledgor_party_ids @> ARRAY[$1]::text[] AND last_position > $2 LIMIT 1`,
      [partyId, position],
    );
    return rows.length > 0;
  }
}
