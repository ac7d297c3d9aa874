import type { RegistrationCasesQuery } from '@ledger/contracts/asset/registration-case.dto.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { SelectQueryBuilder } from 'typeorm';
import type { AssetView } from './asset.view.js';

/** Whose cases are asked for; an auditor's are everybody's. */
export type CaseSide = 'registrar' | 'applicant' | 'all';

/** The side that a caller asks from: what he named, else the register's where he keeps it. */
export const sideOf = (
  { roles }: Pick<Caller, 'roles'>,
  side: RegistrationCasesQuery['side'],
): CaseSide | undefined => {
  if (roles.includes('auditor')) return 'all';
  const may = { registrar: roles.includes('registrar'), applicant: roles.includes('manager') };
  if (side !== undefined) return may[side] ? side : undefined;
  return may.registrar ? 'registrar' : 'applicant';
};

type Place = { readonly from: readonly [string, string] | undefined; readonly today: string };

/**
 * The rows of one page, what is due first coming first. What the clock has ended by now is no case
 * any more, whether or not an event says so. Each side has an index of its own.
 */
export const casesPage = (
  select: SelectQueryBuilder<AssetView>,
  side: CaseSide,
  { joint, sole }: Standing,
  { task, dueBy, assetId, limit }: RegistrationCasesQuery,
  { from, today }: Place,
): SelectQueryBuilder<AssetView> => {
  select
    .where('a.caseDue IS NOT NULL')
    .andWhere('(a.dueOn IS NULL OR a.dueOn > :today)', { today });
  if (side === 'registrar') select.andWhere('a.registrarPartyId = ANY(:sole)', { sole });
  if (side === 'applicant') select.andWhere('a.applicantPartyId = ANY(:joint)', { joint });
  if (dueBy !== undefined) select.andWhere('a.caseDue <= :dueBy', { dueBy });
  if (assetId !== undefined) select.andWhere('a.assetId = :assetId', { assetId });
  if (task !== undefined) {
    const tasks = JSON.stringify([{ task }]);
    select.andWhere('a.tasks @> CAST(:tasks AS jsonb)', { tasks });
  }
  if (from !== undefined) {
    const [due, id] = from;
    select.andWhere('(a.caseDue, a.assetId) > (:due, CAST(:id AS uuid))', { due, id });
  }
  return select
    .orderBy('a.caseDue', 'ASC')
    .addOrderBy('a.assetId', 'ASC')
    .limit(limit + 1);
};
