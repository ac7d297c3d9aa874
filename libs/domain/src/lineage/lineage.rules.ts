import type { AssetEvent, SourceReference } from '../asset/asset.events.js';
import { checkOwnOrRegistrar } from '../asset/asset.guards.js';
import type { AssetState } from '../asset/asset.state.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { Ancestry } from './ancestors.js';

/** Most sources of one asset. */
export const sourcesMax = 50;

/** Holder or registrar: from now on the asset is made from these. Decided by `DecideSources`. */
export type ProposeSources = {
  readonly type: 'ProposeSources';
  readonly data: {
    readonly assetId: string;
    readonly proposalId: string;
    readonly sources: readonly SourceReference[];
    readonly reason: string;
    /**
     * Pattern 2: what the walk up from the sources found before the proposal. Refused at once where
     * it found anything; what others propose meanwhile is found by the check afterwards.
     */
    readonly ancestry: Ancestry;
  };
  readonly meta: Meta;
};

/**
 * Process: what the walk up from the proposed sources found,
 * read from the log after the proposal stood there (pattern 1: the intent is recorded first, so of
 * two proposals that would close a cycle together the later one always sees the other).
 */
export type DecideSources = {
  readonly type: 'DecideSources';
  readonly data: {
    readonly assetId: string;
    readonly proposalId: string;
    readonly ancestry: Ancestry;
    readonly checkedUpTo: number;
  };
  readonly meta: Meta;
};

export const proposeSources = (
  { data, meta }: ProposeSources,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, proposalId, sources, reason } = data;
  const { applicantPartyId, scheme } = checkOwnOrRegistrar(meta, state);
  if (scheme !== 'in-house') {
    // What comes from elsewhere is registered anew (guide art. 35); a holder's own ledger follows.
    return refuse('change_of_source', { field: 'sources', articles: ['35'] });
  }
  if (state.status !== 'registered') {
    return refuse('lineage_not_changeable', { status: state.status });
  }
  checkSourceList(assetId, sources);
  const pending = state.proposedSources;
  if (pending !== undefined) {
    return refuse('lineage_change_pending', { proposalId: pending.proposalId });
  }
  if (sameJson(idsOf(sourcesOf(state)), idsOf(sources))) return [];
  checkAncestry(data.ancestry, sources);
  return [
    { type: 'SourcesProposed', data: { assetId, applicantPartyId, proposalId, sources, reason } },
  ];
};

/** A proposal that was decided meanwhile stays decided. */
export const decideSources = (
  { data, meta }: DecideSources,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, proposalId, ancestry, checkedUpTo } = data;
  const { applicantPartyId } = checkOwnOrRegistrar(meta, state);
  const pending = state.proposedSources;
  if (pending?.proposalId !== proposalId) return [];
  if (ancestry.is === 'acyclic') {
    const { sources } = pending;
    const { ancestors } = ancestry;
    const adopted = { assetId, applicantPartyId, proposalId, sources, checkedUpTo, ancestors };
    return [{ type: 'SourcesAdopted', data: adopted }];
  }
  const path = pathIn(ancestry);
  return [{ type: 'SourcesDropped', data: { assetId, proposalId, ground: ancestry.is, path } }];
};

const idsOf = (sources: readonly SourceReference[]): readonly string[] =>
  sources.map(({ assetId }) => assetId);

/** The assets that a walk was stopped by. */
const pathIn = (ancestry: Ancestry): readonly string[] => {
  switch (ancestry.is) {
    case 'cycle':
      return ancestry.path;
    case 'sourceNotRegistered':
      return ancestry.assetIds;
    case 'acyclic':
    case 'tooLarge':
      return [];
  }
};

/** A source that the caller may not see comes with version 0: for him it is not registered. */
const checkAncestry = (ancestry: Ancestry, sources: readonly SourceReference[]): void => {
  const unseen = sources.filter(({ version }) => version === 0).map(({ assetId }) => assetId);
  const strangers = ancestry.is === 'sourceNotRegistered' ? ancestry.assetIds : [];
  if (unseen.length + strangers.length > 0) {
    refuse('lineage_source_not_registered', { assetIds: [...new Set([...unseen, ...strangers])] });
  }
  if (ancestry.is === 'cycle') refuse('lineage_cycle', { path: ancestry.path });
  if (ancestry.is === 'tooLarge') refuse('lineage_too_large');
};

/** An asset names each source once, and never itself: what any list of sources must keep to. */
export const checkSourceList = (assetId: string, sources: readonly SourceReference[]): void => {
  if (sources.some((source) => source.assetId === assetId)) {
    refuse('lineage_cycle', { path: [assetId, assetId] });
  }
  if (sources.length > sourcesMax) refuse('lineage_too_large', { sourcesMax });
  if (new Set(sources.map((source) => source.assetId)).size < sources.length) {
    refuse('lineage_source_repeated');
  }
};

/** What the asset is made from. */
export const sourcesOf = ({
  application,
}: Pick<AssetState, 'application'>): readonly SourceReference[] =>
  application?.description.sources ?? [];

/** All that it may be made from: also what is proposed and not decided. */
export const possibleSourcesOf = (state: AssetState): readonly string[] =>
  [...sourcesOf(state), ...(state.proposedSources?.sources ?? [])].map(({ assetId }) => assetId);
