import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { LedgerRow } from './asset-ledger.js';
import type { AssetFilters } from './asset-conditions.js';
import { oneAsset, pageOfAssets } from './asset-search.js';
import type { AssetSight } from './asset.sight.js';
import { AssetView } from './asset.view.js';

/** Assets that are read at a time. */
const pageRows = 500;

type Holder = LedgerRow['holders'][number];

/** Reads a whole ledger page by page, so that its size does not matter to memory. */
@Injectable()
export class AssetLedgerRows {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Every asset that the sight and the filters let through, newest application first. */
  async *all(sight: AssetSight, filters: AssetFilters, today: string): AsyncGenerator<LedgerRow> {
    const names = new Map<string, Holder>();
    for (let after: readonly number[] | undefined; ;) {
      const page = await this.page(sight, filters, { after, rowsMax: pageRows, today });
      await this.learn(names, page);
      for (const asset of page) yield { asset, holders: holdersOf(asset, names) };
      const last = page.at(-1);
      if (last === undefined) return;
      after = [last.appliedPosition];
    }
  }

  /** One asset with its holders, where the sight lets it through. */
  async one(sight: AssetSight, assetId: string, today: string): Promise<LedgerRow | undefined> {
    const { sql, parameters } = oneAsset(sight, assetId, today);
    const found = await this.dataSource.query<{ asset_id: string }[]>(sql, [...parameters]);
    if (found.length === 0) return undefined;
    const asset = await this.dataSource.getRepository(AssetView).findOneBy({ assetId });
    if (asset === null) return undefined;
    const names = new Map<string, Holder>();
    await this.learn(names, [asset]);
    return { asset, holders: holdersOf(asset, names) };
  }

  private async page(
    sight: AssetSight,
    filters: AssetFilters,
    run: Parameters<typeof pageOfAssets>[2],
  ): Promise<readonly AssetView[]> {
    const { sql, parameters } = pageOfAssets(sight, filters, run);
    const found = await this.dataSource.query<{ asset_id: string }[]>(sql, [...parameters]);
    if (found.length === 0) return [];
    return this.dataSource.getRepository(AssetView).find({
      where: { assetId: In(found.map((row) => row.asset_id)) },
      order: { appliedPosition: 'DESC' },
    });
  }

  private async learn(names: Map<string, Holder>, page: readonly AssetView[]): Promise<void> {
    const unknown = [...new Set(page.flatMap(holderIds))].filter((partyId) => !names.has(partyId));
    if (unknown.length === 0) return;
    const found = await this.dataSource.query<(Holder & { id: string })[]>(
      'SELECT party_id AS id, name, identifier_value AS code FROM read.party WHERE party_id = ANY($1::uuid[])',
      [unknown],
    );
    for (const { id, name, code } of found) names.set(id, { name, code });
  }
}

const holderIds = ({ rights }: AssetView): readonly string[] => [
  ...new Set(rights.flatMap(({ holders }) => holders.map(({ partyId }) => partyId))),
];

/** A party that the table does not know yet is told by its id. */
const holdersOf = (asset: AssetView, names: ReadonlyMap<string, Holder>): readonly Holder[] =>
  holderIds(asset).map((partyId) => names.get(partyId) ?? { name: partyId, code: '' });
