import type { RestrictedBook, Restriction } from '@ledger/domain/reporting/disclosure-facts.js';
import { registerDifferences, restrictionsOn } from '@ledger/domain/reporting/register-check.js';
import type { Difference } from '@ledger/domain/reporting/tie-out.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { stateAfter } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReportScope } from './report-scope.js';

/** Titles that one look folds, at most: those of restricted books come first. */
const titlesMax = 200;

/** Restricted books of an earlier state of knowledge, at most, and titles read at once for them. */
const knownMax = 5_000;
const readAtOnce = 32;

/** Compares what is disclosed as security with the pledge register itself, as the log has it. */
@Injectable()
export class RegisterLook {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /**
   * What restricted each book as it was known at an earlier point: tables have forgotten what has
   * changed since, so the titles are folded up to it. Nothing where the present is asked for.
   */
  async known(
    scope: ReportScope,
  ): Promise<ReadonlyMap<string, readonly Restriction[]> | undefined> {
    if (scope.isLatest) return undefined;
    const books = await this.everRestricted(scope.entityPartyId);
    const found = new Map<string, readonly Restriction[]>();
    for (let at = 0; at < books.length; at += readAtOnce) {
      const some = books.slice(at, at + readAtOnce);
      const titles = await Promise.all(some.map(({ assetId }) => this.titleAt(assetId, scope)));
      for (const [index, { bookId }] of some.entries()) {
        const restrictions = restrictionsOn(titles[index]!, scope.entityPartyId, scope.to);
        if (restrictions.length > 0) found.set(bookId, restrictions);
      }
    }
    return found;
  }

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

  private async titleAt(assetId: string, { knownAt }: ReportScope) {
    const events = await this.log.read(titleStream(assetId));
    return stateAfter(
      titleKind,
      events.filter(({ position }) => position <= knownAt),
    );
  }

  /** Books on whose assets a pledge or a bar was ever put. */
  private everRestricted(
    entityPartyId: string,
  ): Promise<readonly { readonly bookId: string; readonly assetId: string }[]> {
    return this.dataSource.query(
      `SELECT n.book_id AS "bookId", n.asset_id AS "assetId" FROM read.book_note AS n
       WHERE n.entity_party_id = $1 AND n.asset_id IS NOT NULL
         AND (EXISTS (SELECT FROM read.pledge AS p WHERE p.asset_id = n.asset_id)
           OR EXISTS (SELECT FROM read.title_bar AS b WHERE b.asset_id = n.asset_id))
       ORDER BY n.book_id LIMIT ${knownMax}`,
      [entityPartyId],
    );
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
