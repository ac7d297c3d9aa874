import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Facilities that one event concerns, at most; what is more waits for the next sweep. */
export const concernedMax = 500;

const open = "status IN ('accepted', 'perfected', 'defaulted')";

/** Finds facilities in their table, for processes. */
@Injectable()
export class FinancingRows {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  underContract(contractDigest: string, lenders: readonly string[]): Promise<readonly string[]> {
    return this.ids(`contract_digest = $2 AND lender_party_id = ANY($3) AND ${open}`, [
      contractDigest,
      lenders,
    ]);
  }

  securedBy(assetId: string): Promise<readonly string[]> {
    return this.ids(`asset_ids @> ARRAY[$2]::text[] AND ${open}`, [assetId]);
  }

  /** Open facilities after an id, in the order of ids. */
  openAfter(financingId: string): Promise<readonly string[]> {
    return this.ids(`financing_id > $2 AND ${open}`, [financingId]);
  }

  private async ids(
    where: string,
    values: readonly (string | readonly string[])[],
  ): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT financing_id AS id FROM read.financing WHERE ${where}
       ORDER BY financing_id LIMIT $1`,
      [concernedMax, ...values],
    );
    return rows.map(({ id }) => id);
  }
}
