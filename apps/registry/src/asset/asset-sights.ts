import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import type { AssetFilters } from './asset-conditions.js';
import { type AssetSight, sightOf } from './asset.sight.js';

/** A question about assets with the parties in it resolved as of today. */
export interface ResolvedQuestion<Filters> {
  readonly sight: AssetSight;
  /** In whose place the caller's organisation stands. */
  readonly standing: Standing;
  readonly filters: Filters & Pick<AssetFilters, 'heldFor'>;
}

/** Puts successors in their predecessors' places before tables are asked, in one look at the log. */
@Injectable()
export class AssetSights {
  constructor(@Inject(Standings) private readonly standings: Standings) {}

  async of<Filters extends Pick<AssetFilters, 'holder'>>(
    caller: Caller,
    filters: Filters,
  ): Promise<ResolvedQuestion<Filters>> {
    const { holder } = filters;
    const named = holder === undefined ? [] : [holder];
    const [own, held] = await this.standings.ofEach([caller.partyId, ...named]);
    if (own === undefined) throw new Error('A caller has an organisation.');
    const sight = sightOf(caller, own);
    return { sight, standing: own, filters: held ? { ...filters, heldFor: held.joint } : filters };
  }

  /** Who asks about one asset. */
  async ofCaller(caller: Caller): Promise<Omit<ResolvedQuestion<object>, 'filters'>> {
    const standing = await this.standings.of(caller.partyId);
    return { sight: sightOf(caller, standing), standing };
  }
}
