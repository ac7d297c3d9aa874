import { sameJson } from '../same-json.js';
import type { AcceptApplication, RegisterAsset, RejectApplication } from './asset.commands.js';
import type { AssetEvent } from './asset.events.js';
import { checkRegistrar, checkStep } from './asset.guards.js';
import type { AssetState } from './asset.state.js';

export const acceptApplication = (
  { data: { assetId }, meta }: AcceptApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'accepted') return [];
  checkStep('acceptance', state);
  return [{ type: 'ApplicationAccepted', data: { assetId } }];
};

export const rejectApplication = (
  { data: { assetId, ground, explanation }, meta }: RejectApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'rejected' && sameJson(state.rejection, { ground, explanation })) return [];
  checkStep('rejection', state);
  return [{ type: 'ApplicationRejected', data: { assetId, ground, explanation } }];
};

/** Complete at this instant (guide art. 26); the title opens from the rights it names. */
export const registerAsset = (
  { data: { assetId }, meta }: RegisterAsset,
  state: AssetState,
): readonly AssetEvent[] => {
  const { registrarPartyId, applicantPartyId, rights } = checkRegistrar(meta, state);
  if (state.status === 'registered') return [];
  checkStep('registration', state);
  return [
    { type: 'AssetRegistered', data: { assetId, registrarPartyId, applicantPartyId, rights } },
  ];
};
