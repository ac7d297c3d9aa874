import { coverOf, type PledgeCover } from '@ledger/domain/title/pledge-cover.js';
import { Inject, Injectable } from '@nestjs/common';
import type { PledgeView } from './pledge.view.js';
import { TitlesLook } from './titles-look.js';

/** What covers the pledges of a page: their titles and appraisals are seen in one look at the log. */
@Injectable()
export class PledgeCovers {
  constructor(@Inject(TitlesLook) private readonly titles: TitlesLook) {}

  /** By pledge; absent where it is not registered any more, or not yet. */
  async of(
    rows: readonly Pick<PledgeView, 'pledgeId' | 'assetId'>[],
    now: string,
  ): Promise<ReadonlyMap<string, PledgeCover>> {
    const assetIds = [...new Set(rows.map(({ assetId }) => assetId))];
    if (assetIds.length === 0) return new Map();
    const { sheets } = await this.titles.sheets(assetIds, now);
    const byAsset = new Map(sheets.map((sheet) => [sheet.assetId, sheet]));
    const found = new Map<string, PledgeCover>();
    for (const { pledgeId, assetId } of rows) {
      const sheet = byAsset.get(assetId);
      const cover = sheet && coverOf(sheet.title, pledgeId, sheet.valuations, now);
      if (cover !== undefined) found.set(pledgeId, cover);
    }
    return found;
  }
}
