import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import type { Caller } from '../auth/caller.js';

/** What a caller who may see an asset finds, in one look at the log. */
export interface SeenAsset extends Loaded<AssetState> {
  /** Whether he sees it because he lends on it: then his reading is recorded. */
  readonly isLending: boolean;
}

/**
 * The way to an asset, by the log alone: everything acknowledged before the question is in the
 * answer, and what the caller may not see is not there.
 */
export class AssetDoor {
  constructor(private readonly loop: CommandLoop) {}

  async enter(assetId: string, caller: Caller, now: string): Promise<SeenAsset> {
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const title = { kind: titleKind, stream: titleStream(assetId) };
    const view = await this.loop.view([asset, title]);
    const found = view.of(assetKind, asset.stream);
    const sight = sightBy(found.state, view.of(titleKind, title.stream).state, caller, now);
    if (sight === 'none') return refuse('asset_not_found', {});
    return { ...found, isLending: sight === 'lending' };
  }
}

const sightBy = (
  { application }: AssetState,
  title: Title,
  caller: Caller,
  now: string,
): 'named' | 'lending' | 'none' => {
  const { partyId, roles } = caller;
  if (application === undefined || roles.every((role) => role === 'admin')) return 'none';
  if (roles.includes('auditor')) return 'named';
  const holders = application.rights.flatMap((line) => line.holders.map((each) => each.partyId));
  const named = [application.applicantPartyId, application.registrarPartyId, ...holders];
  if (named.includes(partyId)) return 'named';
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
