import type { RestrictedBook } from '@ledger/domain/reporting/disclosure-facts.js';
import { registerDifferences } from '@ledger/domain/reporting/register-check.js';
import type { Difference } from '@ledger/domain/reporting/tie-out.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReportScope } from './report-scope.js';

/** Titles that one look folds, at most: those of restricted books come first. */
const titlesMax = 200;

/** Compares what is disclosed as security with the pledge register itself, as the log has it. */
@Injectable()
export class RegisterLook {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
  ) {}

  async differences(
    scope: ReportScope,
    restricted: readonly RestrictedBook[],
  ): Promise<readonly Difference[]> {
    // Titles are read as they stand: of an earlier state of knowledge they say nothing.
    if (!scope.isLatest) return [];
    const assets = await this.assetsOf(scope, restricted);
    if (assets.size === 0) return [];
    const assetIds = [...new Set(assets.values())];
    const { states } = await this.loop.loadMany(
      titleKind,
      assetIds.map((assetId) => `title-${assetId}`),
    );
    const titles = new Map(
      assetIds.flatMap((assetId) => {
        const loaded = states.get(`title-${assetId}`);
        return loaded === undefined ? [] : [[assetId, loaded.state] as const];
      }),
    );
    const disclosed = restricted.flatMap(({ bookId, restrictions }) => {
      const assetId = assets.get(bookId);
      const pledgeIds = restrictions.filter(({ is }) => is === 'pledge').map(({ id }) => id);
      return assetId === undefined ? [] : [{ assetId, pledgeIds }];
    });
    return registerDifferences(disclosed, titles, scope.entityPartyId, scope.to);
  }

  /** The assets of books, those of restricted ones first. */
  private async assetsOf(
    { entityPartyId }: ReportScope,
    restricted: readonly RestrictedBook[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.dataSource.query<{ bookId: string; assetId: string }[]>(
      `SELECT book_id AS "bookId", asset_id AS "assetId" FROM read.book_note
       WHERE entity_party_id = $1 AND asset_id IS NOT NULL AND book_id = ANY($2)
       ORDER BY book_id LIMIT ${titlesMax}`,
      [entityPartyId, restricted.map(({ bookId }) => bookId)],
    );
    return new Map(rows.map(({ bookId, assetId }) => [bookId, assetId]));
  }
}
