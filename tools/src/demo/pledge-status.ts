import type { Client } from './http.js';
import type { Tradable } from './story.js';

/** A pledge as pledge-status answers it, as far as the story needs it. */
export interface Pledge {
  readonly id: string;
  readonly state: string;
  readonly ordinal?: number;
  readonly rankKey: { readonly titleVersion: number; readonly tranche: number };
  readonly pledgeePartyId: string;
  readonly remaining: { readonly amount: string; readonly currency: string };
}

/** What a lender is told. */
export interface PledgeStatus {
  readonly asOf: number;
  readonly entries: readonly { readonly holdingId: string; readonly pledges: readonly Pledge[] }[];
}

export const statusPath = ({ assetId }: Tradable): string =>
  `/v1/assets/${assetId}/pledge-status?purpose=${encodeURIComponent('贷前尽职调查')}`;

export const statusOf = async (client: Client, asset: Tradable): Promise<PledgeStatus> =>
  (await client.get<PledgeStatus>(statusPath(asset))).body;

export const livePledges = (
  { entries }: PledgeStatus,
  { holdingId }: Tradable,
): readonly Pledge[] =>
  entries
    .filter((entry) => entry.holdingId === holdingId)
    .flatMap(({ pledges }) => pledges)
    .filter(({ state }) => state === 'registered' || state === 'claimed');
