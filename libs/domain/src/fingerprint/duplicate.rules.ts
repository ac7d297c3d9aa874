import type { AssetEvent } from '../asset/asset.events.js';
import { checkRegistrar } from '../asset/asset.guards.js';
import type { AssetState } from '../asset/asset.state.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import type { DuplicateBasis } from './fingerprint.events.js';

/** Process, once the bar stands on the title (pattern 1): this asset may repeat an earlier one. */
export type NoteDuplicate = {
  readonly type: 'NoteDuplicate';
  readonly data: {
    readonly assetId: string;
    readonly duplicateId: string;
    readonly basis: DuplicateBasis;
    readonly similarityPermille: number;
    /** Version of the policy whose threshold it passed; absent for equal content. */
    readonly policyVersion?: number;
  };
  readonly meta: Meta;
};

/** Registrar of the later asset: the suspicion is unfounded, or stays. */
export type ResolveDuplicate = {
  readonly type: 'ResolveDuplicate';
  readonly data: {
    readonly assetId: string;
    readonly duplicateNo: number;
    readonly decision: 'unfounded' | 'upheld';
    readonly reason: string;
  };
  readonly meta: Meta;
};

/** A pair is noted once. */
export const noteDuplicate = (
  { data, meta }: NoteDuplicate,
  state: AssetState,
): readonly AssetEvent[] => {
  const { registrarPartyId } = checkRegistrar(meta, state);
  const known = state.duplicates ?? [];
  if (known.some(({ duplicateId }) => duplicateId === data.duplicateId)) return [];
  const duplicateNo = known.length + 1;
  return [{ type: 'DuplicateNoticed', data: { ...data, registrarPartyId, duplicateNo } }];
};

/** What was upheld may still be found unfounded; the reverse needs a new suspicion. */
export const resolveDuplicate = (
  { data, meta }: ResolveDuplicate,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  const { assetId, duplicateNo, decision, reason } = data;
  const known = (state.duplicates ?? [])[duplicateNo - 1];
  if (known === undefined) return refuse('duplicate_not_found', { duplicateNo });
  if (known.decision === decision) return [];
  if (known.decision === 'unfounded') {
    return refuse('duplicate_already_resolved', { duplicateNo, decision: known.decision });
  }
  const { duplicateId } = known;
  return [
    { type: 'DuplicateResolved', data: { assetId, duplicateNo, duplicateId, decision, reason } },
  ];
};
