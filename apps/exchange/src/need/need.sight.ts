import type { NeedTerms, PublishedPart } from '@ledger/domain/need/need.events.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { NeedView } from './need.view.js';

/** The platform's auditor reads every need. */
export const seesAllNeeds = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.includes('auditor');

type Shown = Pick<NeedView, 'ownerPartyId' | 'terms' | 'published' | 'isClosed' | 'until'>;

/** What a reader has of a need. */
export interface NeedSight {
  readonly terms: NeedTerms;
  readonly ownerPartyId?: string;
}

/**
 * A need is its owner's, or his successors'. Others read what he published of it, as long as it is
 * open. `undefined`: nothing.
 */
export const sightOfNeed = (
  caller: Pick<Caller, 'roles'>,
  { joint }: Standing,
  need: Shown,
  today: string,
): NeedSight | undefined => {
  const { ownerPartyId, terms, published } = need;
  if (joint.includes(ownerPartyId) || seesAllNeeds(caller)) return { terms, ownerPartyId };
  if (need.isClosed || need.until < today) return undefined;
  return publishedOf(need, published);
};

/** What sellers read. */
export const publishedOf = (
  { terms, ownerPartyId }: Pick<NeedView, 'terms' | 'ownerPartyId'>,
  published: readonly PublishedPart[],
): NeedSight | undefined => {
  if (!published.includes('need')) return undefined;
  const { priceMax, ...rest } = terms;
  const ceiling = published.includes('priceMax') && priceMax !== undefined ? { priceMax } : {};
  return {
    terms: { ...rest, ...ceiling },
    ...(published.includes('owner') && { ownerPartyId }),
  };
};
