import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { LedgerRow } from './asset-ledger.js';
import type { AssetFilters } from './asset-conditions.js';
import { asOn } from './asset-clock.js';
import { oneAsset, pageOfAssets } from './asset-search.js';
import type { AssetSight } from './asset.sight.js';
import { AssetView } from './asset.view.js';

/** Assets that are read at a time. */
const pageRows = 500;

type Holder = LedgerRow['holders'][number];

/** Reads a whole ledger page by page, so that its size does not matter to memory. */
@Injectable()
export class AssetLedgerRows {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /** Every asset that the sight and the filters let through, newest application first. */
  async *all(sight: AssetSight, filters: AssetFilters, today: string): AsyncGenerator<LedgerRow> {
    const names = new Map<string, readonly Holder[]>();
    for (let after: readonly number[] | undefined; ;) {
      const page = await this.page(sight, filters, { after, rowsMax: pageRows, today });
      await this.learn(names, page);
      for (const asset of page) {
        yield { asset: asOn(asset, today), holders: holdersOf(asset, names) };
      }
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
    const names = new Map<string, readonly Holder[]>();
    await this.learn(names, [asset]);
    return { asset: asOn(asset, today), holders: holdersOf(asset, names) };
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

  /** Who holds in the place of the parties that a page names, by name and code. */
  private async learn(
    names: Map<string, readonly Holder[]>,
    page: readonly AssetView[],
  ): Promise<void> {
    const unknown = [...new Set(page.flatMap(holderIds))].filter((partyId) => !names.has(partyId));
    if (unknown.length === 0) return;
    const standIns = await this.standings.standIns(unknown);
    const wanted = [...new Set(unknown.flatMap((partyId) => standIns.of(partyId)))];
    const found = await this.dataSource.query<(Holder & { id: string })[]>(
      'SELECT party_id AS id, name, identifier_value AS code FROM read.party WHERE party_id = ANY($1::uuid[])',
      [wanted],
    );
    const byId = new Map(found.map(({ id, name, code }) => [id, { name, code }]));
    // A party that the table does not know yet is told by its id.
    const holder = (id: string): Holder => byId.get(id) ?? { name: id, code: '' };
    for (const partyId of unknown) names.set(partyId, standIns.of(partyId).map(holder));
  }
}

const holderIds = ({ rights }: AssetView): readonly string[] => [
  ...new Set(rights.flatMap(({ holders }) => holders.map(({ partyId }) => partyId))),
];

/** Two that were merged into one are named once. */
const holdersOf = (
  asset: AssetView,
  names: ReadonlyMap<string, readonly Holder[]>,
): readonly Holder[] => [...new Set(holderIds(asset).flatMap((id) => names.get(id) ?? []))];
