import { NotYet } from '@ledger/read-model/passing.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { offerFold } from './offer.projection.js';

/** How long a reaction waits for the table of offers before it comes again. */
const waitMsMax = 5_000;
/** Offers found with one statement. */
const pageMax = 100;

/** The offers of an asset that something in its stream concerns. */
@Injectable()
export class ListedOffers {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  /**
   * Does something with each offer that was listed before a position and not touched since. The
   * table only says where to look: it has seen every listing before that position, and whoever lists
   * after it has met the asset as it is by then.
   */
  async each(
    assetId: string,
    before: number,
    signal: AbortSignal,
    act: (offerId: string) => Promise<void>,
  ): Promise<void> {
    if (!(await this.readModels.caughtUp(offerFold.name, before, waitMsMax))) {
      throw new NotYet(`${offerFold.name} has not reached position ${before}.`);
    }
    for (let after = 0; ;) {
      const offers = await this.page(assetId, before, after);
      for (const { offer_id: offerId } of offers) await act(offerId);
      const last = offers.at(-1);
      if (last === undefined || offers.length < pageMax) return;
      if (signal.aborted) throw new NotYet('The rest is done elsewhere.');
      after = Number(last.first_position);
    }
  }

  private page(
    assetId: string,
    before: number,
    after: number,
  ): Promise<readonly { readonly offer_id: string; readonly first_position: string }[]> {
    return this.dataSource.query(
      `SELECT offer_id, first_position FROM read.offer_view
       WHERE asset_id = $1 AND stage = 'listed' AND last_position < $2::bigint
         AND first_position > $3::bigint
       ORDER BY first_position LIMIT $4::integer`,
      [assetId, before, after, pageMax],
    );
  }
}
