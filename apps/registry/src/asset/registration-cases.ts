import type { RegistrationCasesQuery } from '@ledger/contracts/asset/registration-case.dto.js';
import { alive } from '@ledger/domain/asset/life.graph.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { undated } from './asset-case.columns.js';
import { AssetView } from './asset.view.js';
import type { TransferCaseView } from './transfer-case.view.js';

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

/** Last day and id of a case: its place in the list. */
export type CasePlace = readonly [caseDue: string, id: string];

type Place = { readonly from: CasePlace | undefined; readonly today: string };

/**
 * The assets of one page, what is due first coming first. What the clock has ended by now is no case
 * any more, whether or not an event says so. Each side has an index of its own.
 */
export const assetsPage = (
  select: SelectQueryBuilder<AssetView>,
  side: CaseSide,
  { joint, sole }: Standing,
  query: RegistrationCasesQuery,
  { from, today }: Place,
): SelectQueryBuilder<AssetView> => {
  select
    .where('c.caseDue IS NOT NULL')
    .andWhere('(c.dueOn IS NULL OR c.dueOn > :today)', { today });
  if (side === 'registrar') select.andWhere('c.registrarPartyId = ANY(:sole)', { sole });
  if (side === 'applicant') select.andWhere('c.applicantPartyId = ANY(:joint)', { joint });
  return inOrder(withTask(select, query), 'c.assetId', query, from);
};

/**
 * The assets of one page that others applied for and of which a right came to the caller: what he
 * may ask of the registrar, and what he asked. Found by what he holds.
 */
export const heldAssetsPage = (
  select: SelectQueryBuilder<AssetView>,
  { joint }: Standing,
  query: RegistrationCasesQuery,
  { from, today }: Place,
): SelectQueryBuilder<AssetView> => {
  const held = `SELECT r.asset_id FROM read.asset_reader AS r
    WHERE r.ground = 'holder' AND r.party_ids && CAST(:joint AS uuid[])`;
  select
    .where('c.caseDue IS NOT NULL')
    .andWhere('(c.dueOn IS NULL OR c.dueOn > :today)', { today })
    .andWhere('c.state = ANY(:live)', { live: alive })
    .andWhere('c.applicantPartyId <> ALL(:joint)', { joint })
    .andWhere(`c.assetId IN (${held})`);
  return inOrder(withTask(select, query), 'c.assetId', query, from);
};

const withTask = (
  select: SelectQueryBuilder<AssetView>,
  { task }: RegistrationCasesQuery,
): SelectQueryBuilder<AssetView> =>
  task === undefined
    ? select
    : select.andWhere('c.tasks @> CAST(:tasks AS jsonb)', { tasks: JSON.stringify([{ task }]) });

/** A transfer in hand, and the asset whose right it is. */
export type TransferCase = TransferCaseView & { readonly asset: AssetView };

/**
 * The transfers of one page, in the same order. One of a registration that is over is no case:
 * there is nothing left to transfer.
 */
export const transfersPage = (
  select: SelectQueryBuilder<TransferCaseView>,
  side: CaseSide,
  { joint, sole }: Standing,
  query: RegistrationCasesQuery,
  { from, today }: Place,
): SelectQueryBuilder<TransferCaseView> => {
  select
    .innerJoinAndMapOne('c.asset', AssetView, 'a', 'a.assetId = c.assetId')
    .where('a.state = ANY(:live)', { live: alive })
    .andWhere('(a.dueOn IS NULL OR a.dueOn > :today)', { today });
  if (side === 'registrar') select.andWhere('c.registrarPartyId = ANY(:sole)', { sole });
  if (side === 'applicant') select.andWhere('c.partyIds && CAST(:joint AS uuid[])', { joint });
  return inOrder(select, 'c.transferId', query, from);
};

const inOrder = <Row extends ObjectLiteral>(
  select: SelectQueryBuilder<Row>,
  id: string,
  { dueBy, assetId, limit }: Pick<RegistrationCasesQuery, 'dueBy' | 'assetId' | 'limit'>,
  from: CasePlace | undefined,
): SelectQueryBuilder<Row> => {
  if (dueBy !== undefined) select.andWhere('c.caseDue <= :dueBy', { dueBy });
  if (assetId !== undefined) select.andWhere('c.assetId = :assetId', { assetId });
  if (from !== undefined) {
    const [due, last] = from;
    select.andWhere(`(c.caseDue, ${id}) > (:due, CAST(:last AS uuid))`, { due, last });
  }
  return select
    .orderBy('c.caseDue', 'ASC')
    .addOrderBy(id, 'ASC')
    .limit(limit + 1);
};

/** Where a case stands in the list. Ids of assets and of transfers never meet. */
export const placeOf = (found: AssetView | TransferCase): CasePlace =>
  'transferId' in found
    ? [found.caseDue, found.transferId]
    : [found.caseDue ?? undated, found.assetId];

/** Two sorted lists as one. */
export const byPlace = (one: AssetView | TransferCase, other: AssetView | TransferCase): number => {
  const [a, b] = [placeOf(one).join(' '), placeOf(other).join(' ')];
  return a === b ? 0 : a < b ? -1 : 1;
};
