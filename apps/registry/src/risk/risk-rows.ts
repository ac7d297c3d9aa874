import type { RevenueTrend } from '@ledger/domain/alert/risk.stake.js';
import { revenuePeriods } from '@ledger/domain/alert/risk.revenue.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Parties that one event concerns, at most; the rest are looked at on their next day. */
const partiesMax = 1_000;
/** Facilities of one lender on one asset that are looked at, the latest first. */
const facilitiesMax = 50;
/** Watches that one round of the clock looks at. */
export const watchesMax = 200;

export interface WatchPlace {
  readonly watchId: string;
  readonly partyId: string;
  readonly assetId: string;
}

/** Finds in tables where the monitor has to look; what it finds there the log says. */
@Injectable()
export class RiskRows {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Who watches an asset, or has something at stake in it. */
  async watching(assetId: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT party_id AS id FROM read.watch WHERE asset_id = $1 AND is_active
       ORDER BY party_id LIMIT $2`,
      [assetId, partiesMax],
    );
    return rows.map(({ id }) => id);
  }

  /** Watches of a party, or of everybody, after an id. */
  after(watchId: string, partyId?: string): Promise<readonly WatchPlace[]> {
    const whose = partyId === undefined ? '$3::text IS NULL' : 'party_id = $3';
    return this.dataSource.query<WatchPlace[]>(
      `SELECT watch_id AS "watchId", party_id AS "partyId", asset_id AS "assetId"
       FROM read.watch WHERE watch_id > $1 AND is_active AND ${whose}
       ORDER BY watch_id LIMIT $2`,
      [watchId, watchesMax, partyId ?? null],
    );
  }

  /** Facilities of these lenders that an asset secures; those that are over, too. */
  async facilities(assetId: string, lenderPartyIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT financing_id AS id FROM read.financing
       WHERE asset_ids @> ARRAY[$1]::text[] AND lender_party_id = ANY($2)
         AND status NOT IN ('requested', 'offered')
       ORDER BY requested_position DESC LIMIT $3`,
      [assetId, lenderPartyIds, facilitiesMax],
    );
    return rows.map(({ id }) => id);
  }

  /** Lenders of facilities that an asset secures. */
  async lenders(assetId: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT lender_party_id AS id FROM read.financing
       WHERE asset_ids @> ARRAY[$1]::text[] AND status IN ('accepted', 'perfected', 'defaulted')
       LIMIT $2`,
      [assetId, partiesMax],
    );
    return rows.map(({ id }) => id);
  }

  /** Contracts of whole months; absent where there was none in either period. */
  async revenue(assetId: string, at: string, months: number): Promise<RevenueTrend | undefined> {
    const periods = revenuePeriods(at, months);
    const [row] = await this.dataSource.query<{ before: string; latest: string }[]>(
      `SELECT coalesce(sum(amount_minor::numeric) FILTER (WHERE contracted_on < $3), 0) AS before,
         coalesce(sum(amount_minor::numeric) FILTER (WHERE contracted_on >= $3), 0) AS latest
       FROM read.asset_sale
       WHERE asset_id = $1 AND contracted_on >= $2 AND contracted_on < $4`,
      [assetId, periods.from, periods.middle, periods.to],
    );
    const [before, latest] = [BigInt(row?.before ?? 0), BigInt(row?.latest ?? 0)];
    return before + latest === 0n ? undefined : { ...periods, before, latest };
  }
}
