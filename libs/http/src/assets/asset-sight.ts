import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '../auth/caller.js';

/** Why others than the applicant see an asset, as `read.asset_reader` names it. */
type Ground = 'holder' | 'grantee' | 'lender' | 'pledgee';

/** Binds a value and answers its placeholder. */
export type Bind = (value: unknown) => string;

/**
 * The condition, for a statement that has an asset's id and applicant, under which a caller sees it
 * (model, "Who sees what"): an auditor all; others their own organisation's, those of whom it
 * succeeded, and those that a ground opens to them. Administrators see no business matters.
 */
export const assetSeenBy = (
  { roles }: Pick<Caller, 'roles'>,
  { joint, sole }: Standing,
  columns: { readonly assetId: string; readonly applicant: string },
  today: string,
  bind: Bind,
): string => {
  if (roles.includes('auditor')) return 'true';
  if (!roles.some((role) => role !== 'admin')) return 'false';
  const lending: readonly Ground[] = roles.includes('lender') ? ['lender', 'pledgee'] : [];
  const grounds: readonly Ground[] = ['holder', 'grantee', ...lending];
  const mine = `${bind(joint)}::uuid[]`;
  return `(${columns.applicant} = ANY (${mine}) OR ${columns.assetId} IN (
    SELECT r.asset_id FROM read.asset_reader AS r
    WHERE r.party_ids && ${mine} AND r.ground = ANY(${bind(grounds)}::text[])
      AND (r.ground = 'holder' OR r.party_ids && ${bind(sole)}::uuid[])
      AND (r.until_date IS NULL OR r.until_date >= ${bind(today)}::text)))`;
};

/** Collects the values of a statement. */
export const binding = (): { readonly bind: Bind; readonly parameters: unknown[] } => {
  const parameters: unknown[] = [];
  return { parameters, bind: (value) => `$${parameters.push(value)}` };
};
