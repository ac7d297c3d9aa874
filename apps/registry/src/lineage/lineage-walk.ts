import { lineageNodesMax } from '@ledger/contracts/lineage/lineage.dto.js';
import type { Grade } from '@ledger/domain/asset/asset.events.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { stateSql } from '@ledger/http/assets/asset-state.js';
import { assetSeenBy, binding } from '@ledger/http/assets/asset-sight.js';
import type { Caller } from '@ledger/http/auth/caller.js';

/** An asset that the walk came to. */
export interface FoundNode {
  readonly asset_id: string;
  readonly direction: 'self' | 'up' | 'down';
  /** Generations from the root, by the shortest way. */
  readonly depth: number;
  readonly name: string | null;
  readonly grade: Grade | null;
  readonly state: AssetStatus | null;
  readonly seen: boolean | null;
  readonly source_ids: readonly string[] | null;
}

export interface Walk {
  readonly rootId: string;
  readonly depth: number;
  readonly today: string;
}

/**
 * One statement for both directions: up through the sources of each row, down through the index of
 * the sources. `UNION` meets every asset once per generation, and the limits end a walk that would
 * be larger than an answer.
 */
export const walkStatement = (
  caller: Pick<Caller, 'roles'>,
  standing: Standing,
  { rootId, depth, today }: Walk,
): { readonly sql: string; readonly parameters: unknown[] } => {
  const { bind, parameters } = binding();
  const root = `${bind(rootId)}::uuid`;
  const deepest = `${bind(depth)}::integer`;
  const most = `${bind(lineageNodesMax + 1)}::integer`;
  const columns = { assetId: 'a.asset_id', applicant: 'a.applicant_party_id' };
  const sql = `
    WITH RECURSIVE up(asset_id, depth) AS (
      SELECT ${root}, 0
      UNION
      SELECT s.source_id, up.depth + 1
      FROM up JOIN read.lineage AS l ON l.asset_id = up.asset_id
      CROSS JOIN LATERAL unnest(l.source_ids) AS s(source_id)
      WHERE up.depth < ${deepest}
    ), down(asset_id, depth) AS (
      SELECT ${root}, 0
      UNION
      SELECT l.asset_id, down.depth + 1
      FROM down JOIN read.lineage AS l ON l.source_ids @> ARRAY[down.asset_id]
      WHERE down.depth < ${deepest}
    ), found AS (
      SELECT ${root} AS asset_id, 'self' AS direction, 0 AS depth
      UNION ALL (SELECT asset_id, 'up', depth FROM up WHERE depth > 0 LIMIT 5 * ${most})
      UNION ALL (SELECT asset_id, 'down', depth FROM down WHERE depth > 0 LIMIT 5 * ${most})
    ), once AS (
      SELECT asset_id, direction, min(depth) AS depth FROM found GROUP BY asset_id, direction
    )
    SELECT o.asset_id, o.direction, o.depth, a.description ->> 'name' AS name, a.grade,
      ${stateSql('a', bind(today))} AS state,
      (${assetSeenBy(caller, standing, columns, today, bind)}) AS seen, l.source_ids
    FROM once AS o
    LEFT JOIN read.asset AS a ON a.asset_id = o.asset_id
    LEFT JOIN read.lineage AS l ON l.asset_id = o.asset_id
    ORDER BY o.depth, o.asset_id`;
  return { sql, parameters };
};
