import type { Grade } from '../asset/asset-description.js';
import type { AssetState } from '../asset/asset.state.js';
import type { AssetStatus } from '../asset/life.graph.js';
import { shanghaiDate, type DateText } from '../calendar.js';
import { labelOf } from '../classification/label.js';
import type { PartyClass } from '../party/party.events.js';
import { refuse } from '../refusal.js';

/** What the asset's own stream said when a pledge was decided: evidence in the command. */
export type ObjectEvidence = {
  readonly status: AssetStatus;
  /** Inclusive last day of the registration; absent: it has none. */
  readonly validUntil?: string;
  readonly grade?: Grade;
  /** Version of `asset-<assetId>` that says so. */
  readonly version: number;
};

/** What a pledge relies on of its asset. */
export const objectEvidence = (asset: AssetState, version: number): ObjectEvidence => {
  const { status, validUntil } = asset;
  const { grade } = labelOf(asset);
  return { status, version, ...(validUntil && { validUntil }), ...(grade && { grade }) };
};

/** Registered, and its time not over: by the clock, whether or not the lapse was written down. */
export const isInForce = (
  { status, validUntil }: Pick<ObjectEvidence, 'status' | 'validUntil'>,
  date: DateText,
): boolean => status === 'registered' && (validUntil === undefined || date <= validUntil);

/**
 * Pattern 2: nothing new is secured by what is no longer registered, nor by core data, of which no
 * right is registered or traded (guide art. 15, 22). Pledges that stand are not touched.
 */
export const checkObject = (evidence: ObjectEvidence | undefined, now: string): void => {
  if (evidence === undefined) return;
  const { status, validUntil = '', grade } = evidence;
  if (!isInForce(evidence, shanghaiDate(now))) {
    refuse('pledge_asset_not_in_force', {
      status: status === 'registered' ? 'expired' : status,
      validUntil,
    });
  }
  if (grade === 'core') refuse('core_data_not_pledgeable');
};

/**
 * Pattern 2: nothing is given on out of a registration that has lapsed or rests, nor out of core
 * data, of which no right is registered or traded (guide art. 15, 22).
 */
export const checkRegistered = (
  evidence: ObjectEvidence | undefined,
  code: 'grant_asset_not_in_force' | 'transfer_asset_not_in_force',
  now: string,
): void => {
  if (evidence === undefined) return;
  const { status, validUntil, grade } = evidence;
  if (!isInForce(evidence, shanghaiDate(now))) {
    refuse(code, {
      status: status === 'registered' ? 'expired' : status,
      ...(validUntil !== undefined && { validUntil }),
    });
  }
  if (grade === 'core') refuse('core_data_not_disposable');
};

/** What the pledgor's own stream said when a pledge was decided: evidence in the command. */
export type PledgorEvidence = {
  readonly partyId: string;
  readonly partyClass: PartyClass;
  /** Version of `party-<partyId>` that says so. */
  readonly version: number;
};

/** What a rule about new security relies on in other streams (pattern 2: evidence in the command). */
export type SecurityEvidence = {
  /** Every holder as his own stream describes him. */
  readonly pledgorEvidence: readonly PledgorEvidence[];
  /** The asset as its own stream describes it; absent: there is none to rely on. */
  readonly objectEvidence?: ObjectEvidence;
};
