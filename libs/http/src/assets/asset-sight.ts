import type { Caller } from '../auth/caller.js';

/** Why others than the applicant see an asset, as `read.asset_reader` names it. */
type Ground = 'holder' | 'grantee' | 'lender' | 'pledgee';

/** Binds a value and answers its placeholder. */
export type Bind = (value: unknown) => string;

/**
 * The condition, for a statement that has an asset's id and applicant, under which a caller sees it
 * (model, "Who sees what"): an auditor all; others their own organisation's, and those that a
 * ground opens to it. Administrators see no business matters.
 */
export const assetSeenBy = (
  { partyId, roles }: Caller,
  columns: { readonly assetId: string; readonly applicant: string },
  today: string,
  bind: Bind,
): string => {
  if (roles.includes('auditor')) return 'true';
  if (!roles.some((role) => role !== 'admin')) return 'false';
  const lending: readonly Ground[] = roles.includes('lender') ? ['lender', 'pledgee'] : [];
  const grounds: readonly Ground[] = ['holder', 'grantee', ...lending];
  const me = `${bind(partyId)}::uuid`;
  return `(${columns.applicant} = ${me} OR ${columns.assetId} IN (
    SELECT r.asset_id FROM read.asset_reader AS r
    WHERE r.party_ids @> ARRAY[${me}] AND r.ground = ANY(${bind(grounds)}::text[])
      AND (r.until_date IS NULL OR r.until_date >= ${bind(today)}::text)))`;
};

/** Collects the values of a statement. */
export const binding = (): { readonly bind: Bind; readonly parameters: unknown[] } => {
  const parameters: unknown[] = [];
  return { parameters, bind: (value) => `$${parameters.push(value)}` };
};
