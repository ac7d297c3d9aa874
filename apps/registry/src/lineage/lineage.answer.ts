import {
  type LineageDto,
  type LineageEdgeDto,
  type LineageNodeDto,
  lineageNodesMax,
} from '@ledger/contracts/lineage/lineage.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import type { FoundNode } from './lineage-walk.js';

/**
 * A lineage as its reader may see it, `depth` generations each way out of a walk that went one
 * further. It goes through what he sees: a source of another organisation is shown as there but not
 * by name, and what it was made from is not his to know; what others made is shown only where he
 * sees it.
 */
export const lineageAnswer = (found: readonly FoundNode[], depth: number): LineageDto => {
  const root = found.find(({ direction }) => direction === 'self');
  if (root === undefined) throw new Error('A walk begins with its root.');
  const up = reached(root, of(found, 'up'), (node) => node.source_ids ?? []);
  const seenBelow = of(found, 'down').filter(isSeen);
  const down = reached(root, seenBelow, derivedAmong(seenBelow));
  const [ancestors, descendants] = [within(up, depth), within(down, depth)];
  const all = [root, ...ancestors, ...descendants];
  return {
    asset: nodeOf(root),
    ancestors: ancestors.map(nodeOf),
    descendants: descendants.map(nodeOf),
    edges: edgesAmong(all),
    truncated: up.length > ancestors.length || down.length > descendants.length,
  };
};

const of = (found: readonly FoundNode[], direction: FoundNode['direction']): readonly FoundNode[] =>
  found.filter((node) => node.direction === direction);

const isSeen = ({ seen, direction }: FoundNode): boolean => seen === true || direction === 'self';

/** What can be reached from the root by going on from seen nodes only, nearest first. */
const reached = (
  root: FoundNode,
  candidates: readonly FoundNode[],
  nextOf: (node: FoundNode) => readonly string[],
): readonly FoundNode[] => {
  const byId = new Map(candidates.map((node) => [node.asset_id, node]));
  const met = new Set<FoundNode>();
  let level: readonly FoundNode[] = [root];
  while (level.length > 0) {
    const ids = new Set(level.filter(isSeen).flatMap(nextOf));
    level = [...ids]
      .map((id) => byId.get(id))
      .filter((node): node is FoundNode => node !== undefined && !met.has(node));
    for (const node of level) met.add(node);
  }
  return [...met];
};

const derivedAmong = (nodes: readonly FoundNode[]): ((node: FoundNode) => readonly string[]) => {
  const derived = new Map<string, string[]>();
  for (const { asset_id, source_ids } of nodes) {
    for (const source of source_ids ?? []) {
      derived.set(source, [...(derived.get(source) ?? []), asset_id]);
    }
  }
  return ({ asset_id }) => derived.get(asset_id) ?? [];
};

const within = (nodes: readonly FoundNode[], depth: number): readonly FoundNode[] =>
  nodes.filter((node) => node.depth <= depth).slice(0, lineageNodesMax);

/** States in which an asset no longer carries what was made from it, as the clock has them. */
const ended: ReadonlySet<AssetStatus> = new Set<AssetStatus>([
  'suspended',
  'expired',
  'cancelled',
  'revoked',
  'withdrawn',
]);

const nodeOf = (node: FoundNode): LineageNodeDto => {
  const { asset_id: assetId, depth, name, grade, state } = node;
  const isEnded = state !== null && ended.has(state);
  if (!isSeen(node)) return { assetId, depth, hidden: true, ended: isEnded };
  const shown = {
    name: name ?? undefined,
    grade: grade ?? undefined,
    state: state ?? undefined,
  };
  return { assetId, depth, hidden: false, ended: isEnded, ...present(shown) };
};

const edgesAmong = (nodes: readonly FoundNode[]): readonly LineageEdgeDto[] => {
  const shown = new Set(nodes.map(({ asset_id }) => asset_id));
  return nodes
    .filter(isSeen)
    .flatMap(({ asset_id, source_ids }) =>
      (source_ids ?? [])
        .filter((source) => shown.has(source))
        .map((sourceAssetId) => ({ sourceAssetId, derivedAssetId: asset_id })),
    );
};
