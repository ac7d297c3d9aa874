import type { LabelChangesQuery } from '@ledger/contracts/classification/classification.dto.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { assetSeenBy, binding } from '@ledger/http/assets/asset-sight.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { SelectQueryBuilder } from 'typeorm';
import type { GradingDueView } from './grading-due.view.js';

type CallerWithStanding = Pick<Caller, 'roles'> & { readonly standing: Standing };

/** The ids of one page of changes that a caller sees, oldest first, and one more. */
export const changesPage = (
  caller: CallerWithStanding,
  { since, assetId, direction, limit }: LabelChangesQuery,
  { from, today }: { readonly from: number | undefined; readonly today: string },
): { readonly sql: string; readonly parameters: unknown[] } => {
  const { bind, parameters } = binding();
  const columns = { assetId: 'c.asset_id', applicant: 'c.applicant_party_id' };
  const conditions = [assetSeenBy(caller, caller.standing, columns, today, bind)];
  if (from !== undefined) conditions.push(`c.position > ${bind(from)}::bigint`);
  if (since !== undefined) {
    conditions.push(
      since.includes('-')
        ? `c.changed_on >= ${bind(since)}::text`
        : `c.position > ${bind(since)}::bigint`,
    );
  }
  if (assetId !== undefined) conditions.push(`c.asset_id = ${bind(assetId)}::uuid`);
  if (direction !== undefined) conditions.push(`c.direction = ${bind(direction)}::text`);
  const sql = `SELECT c.change_id FROM read.label_change AS c WHERE ${conditions.join(' AND ')}
    ORDER BY c.position LIMIT ${bind(limit + 1)}::integer`;
  return { sql, parameters };
};

/** Whose gradings a page lists: those he applied for, or those of which a right came to him. */
export type DueOf = 'applicant' | 'holder';

type DuePlace = {
  readonly from: readonly [string, string] | undefined;
  readonly until: string;
};

/** Gradings whose last day is on or before a date, soonest first. An auditor sees all. */
export const duePage = (
  select: SelectQueryBuilder<GradingDueView>,
  { roles, standing }: CallerWithStanding,
  of: DueOf,
  { from, until }: DuePlace,
): SelectQueryBuilder<GradingDueView> => {
  const { joint } = standing;
  select.where('due.validUntil <= :until', { until });
  if (roles.every((role) => role === 'admin')) select.andWhere('FALSE');
  if (of === 'applicant' && !roles.includes('auditor')) {
    select.andWhere('due.applicantPartyId = ANY (:joint::uuid[])', { joint });
  }
  if (of === 'holder') {
    const held = `SELECT r.asset_id FROM read.asset_reader AS r
      WHERE r.ground = 'holder' AND r.party_ids && CAST(:joint AS uuid[])`;
    select
      .andWhere('due.applicantPartyId <> ALL (:joint::uuid[])', { joint })
      .andWhere(`due.assetId IN (${held})`);
  }
  if (from !== undefined) {
    const [validUntil, assetId] = from;
    const next = '(due.validUntil, due.assetId) > (:validUntil, CAST(:assetId AS uuid))';
    select.andWhere(next, { validUntil, assetId });
  }
  return select.orderBy('due.validUntil', 'ASC').addOrderBy('due.assetId', 'ASC');
};
