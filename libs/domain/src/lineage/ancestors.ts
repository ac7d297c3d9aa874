/** Most ancestors that a check follows; a lineage larger than this is refused. */
export const ancestorsMax = 1_000;

/** What a walk up from an asset's sources found. */
export type Ancestry =
  | { readonly is: 'acyclic'; readonly ancestors: number }
  | { readonly is: 'cycle'; readonly path: readonly string[] }
  | { readonly is: 'tooLarge' }
  | { readonly is: 'sourceNotRegistered'; readonly assetIds: readonly string[] };

/** An asset as a walk needs it: whether it is registered, and all that it may have been made from. */
export type SourceNode = {
  readonly isRegistered: boolean;
  /** Adopted sources, and those of a proposal that is not decided yet. */
  readonly sources: readonly string[];
};

/**
 * Walks up from the sources of an asset, level by level, asking for each level's nodes at once.
 * Any path back to the asset is a cycle, at whatever depth. Every asset is looked at once.
 */
export const ancestryOf = async (
  assetId: string,
  sources: readonly string[],
  nodesOf: (assetIds: readonly string[]) => Promise<ReadonlyMap<string, SourceNode>>,
): Promise<Ancestry> => {
  const reachedFrom = new Map<string, string>();
  let level = unseen(sources, assetId, reachedFrom);
  for (let isFirst = true; level.length > 0; isFirst = false) {
    if (level.includes(assetId)) return { is: 'cycle', path: pathTo(assetId, reachedFrom) };
    if (reachedFrom.size > ancestorsMax) return { is: 'tooLarge' };
    const nodes = await nodesOf(level);
    const strangers = level.filter((id) => nodes.get(id)?.isRegistered !== true);
    if (isFirst && strangers.length > 0) return { is: 'sourceNotRegistered', assetIds: strangers };
    level = level.flatMap((id) => unseen(nodes.get(id)?.sources ?? [], id, reachedFrom));
  }
  return { is: 'acyclic', ancestors: reachedFrom.size };
};

const unseen = (
  sources: readonly string[],
  from: string,
  reachedFrom: Map<string, string>,
): readonly string[] => {
  const fresh = [...new Set(sources)].filter((source) => !reachedFrom.has(source));
  for (const source of fresh) reachedFrom.set(source, from);
  return fresh;
};

/** From the asset through those it would be made from, back to it. */
const pathTo = (assetId: string, reachedFrom: ReadonlyMap<string, string>): readonly string[] => {
  const path = [assetId];
  for (let at = reachedFrom.get(assetId); at !== undefined && at !== assetId;) {
    path.unshift(at);
    at = reachedFrom.get(at);
  }
  return [assetId, ...path];
};
