import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Standings } from '../parties/standings.js';
import { TitleParties } from '../titles/title-parties.js';

/** What a caller who may see an asset finds, in one look at the log. */
export interface SeenAsset extends Loaded<AssetState> {
  /** Whether he sees it because he lends on it: then his reading is recorded. */
  readonly isLending: boolean;
  /** In whose place the caller's organisation stands. */
  readonly standing: Standing;
}

/**
 * The way to an asset, by the log alone: everything acknowledged before the question is in the
 * answer, and what the caller may not see is not there.
 */
@Injectable()
export class AssetDoor {
  private readonly titles: TitleParties;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.titles = new TitleParties(loop);
  }

  async enter(assetId: string, caller: Caller, now: string): Promise<SeenAsset> {
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const [{ view, title }, standing] = await Promise.all([
      this.titles.look(assetId, { streams: [asset] }),
      this.standings.of(caller.partyId),
    ]);
    const found = view.of(assetKind, asset.stream);
    const today = resolved(title, shanghaiDate(now));
    const sight = sightBy(found.state, today, { ...caller, standing }, now);
    if (sight === 'none') return refuse('asset_not_found', {});
    return { ...found, isLending: sight === 'lending', standing };
  }
}

const sightBy = (
  { application }: AssetState,
  title: Title,
  caller: Caller & { readonly standing: Standing },
  now: string,
): 'named' | 'lending' | 'none' => {
  const { roles, standing } = caller;
  if (application === undefined || roles.every((role) => role === 'admin')) return 'none';
  if (roles.includes('auditor')) return 'named';
  const { applicantPartyId, registrarPartyId, rights } = application;
  const holders = rights.flatMap((line) => line.holders.map((each) => each.partyId));
  const isNamed =
    standing.sole.includes(registrarPartyId) ||
    [applicantPartyId, ...holders].some((id) => standing.joint.includes(id));
  if (isNamed) return 'named';
  switch (sightOf(title, caller, now)) {
    case 'full':
    case 'own':
      return 'named';
    case 'encumbrances':
      return roles.includes('lender') ? 'lending' : 'none';
    case 'none':
      return 'none';
  }
};
