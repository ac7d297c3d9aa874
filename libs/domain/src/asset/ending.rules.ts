import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { AssetEvent } from './asset.events.js';
import { checkApplicant, checkRegistrar, checkStep, checkSystem } from './asset.guards.js';
import type { AssetState } from './asset.state.js';
import type {
  CancelExOfficio,
  DecideCancellation,
  RequestCancellation,
  RevokeRegistration,
} from './life.commands.js';
import type { CancellationGround } from './life.events.js';

/** Pattern 1: asked for here, decided on the title, done here. Only one at a time. */
export const requestCancellation = (
  { data, meta }: RequestCancellation,
  state: AssetState,
): readonly AssetEvent[] => {
  checkApplicant(meta, state);
  const pending = state.cancellation;
  if (pending?.requestId === data.requestId) return [];
  checkStep('cancellation', state, meta);
  if (pending !== undefined)
    return refuse('cancellation_pending', { requestId: pending.requestId });
  return [{ type: 'CancellationRequested', data }];
};

/** What the title answered: it is closed, or pledges and grants stand in the way. */
export const decideCancellation = (
  { data: { assetId, requestId, refused }, meta }: DecideCancellation,
  state: AssetState,
): readonly AssetEvent[] => {
  checkSystem(meta, state);
  const pending = state.cancellation;
  const isAlive = state.status === 'registered' || state.status === 'suspended';
  if (pending?.requestId !== requestId || !isAlive) return [];
  if (refused !== undefined) {
    return [{ type: 'CancellationRefused', data: { assetId, requestId, ...refused } }];
  }
  const on = shanghaiDate(meta.now);
  const { reason } = pending;
  const ground = pending.ground as CancellationGround;
  const data = { assetId, ground, reason, exOfficio: false, on };
  return [{ type: 'RegistrationCancelled', data }];
};

/** Goes through whatever stands in the title; a pledge loses its object (Civil Code art. 390). */
export const cancelExOfficio = (
  { data: { assetId, ground, reason }, meta }: CancelExOfficio,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'cancelled' && sameJson(state.ended, { ground, reason, exOfficio: true }))
    return [];
  checkStep('cancellation', state, meta);
  const on = shanghaiDate(meta.now);
  const data = { assetId, ground, reason, exOfficio: true, on };
  return [{ type: 'RegistrationCancelled', data }];
};

/** The registration should never have been (guide art. 22). */
export const revokeRegistration = (
  { data, meta }: RevokeRegistration,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  const { assetId: _, ...ended } = data;
  if (state.status === 'revoked' && sameJson(state.ended, ended)) return [];
  checkStep('revocation', state, meta);
  return [{ type: 'RegistrationRevoked', data: { ...data, on: shanghaiDate(meta.now) } }];
};
