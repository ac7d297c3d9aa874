import type { Money } from '../money.js';
import type { SharingTerms } from './sharing.events.js';

/** Pattern 2: the agreement in force at the sale, and what this sale gives towards recovery. */
export interface SharingEvidence {
  readonly sharingId: string;
  readonly version: number;
  readonly terms: SharingTerms;
  readonly recovered: readonly { readonly partyId: string; readonly amount: Money }[];
}
