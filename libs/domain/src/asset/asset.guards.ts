import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import type { AssetStep } from './life.graph.js';
import { standing, stepsOf } from './possible-steps.js';

/** An asset is there only for its registrar and our own processes: others are told it is not. */
export const checkRegistrar = ({ actor }: Meta, { application }: AssetState): ApplicationTerms =>
  application && (actor.role === 'system' || actor.partyId === application.registrarPartyId)
    ? application
    : refuse('asset_not_found');

export const checkStep = (step: AssetStep, state: AssetState, meta: Meta): void =>
  stepsOf(state).includes(step)
    ? undefined
    : refuse('asset_step_not_possible', { step, ...standing(state, meta) });

/**
 * What the applicant filed or drafted, or whoever holds what he had registered; for anybody else it
 * is not there.
 */
export const checkApplicant = (meta: Meta, state: AssetState): ApplicationTerms => {
  const terms = state.application ?? state.draft;
  return terms?.applicantPartyId === meta.actor.partyId ? terms : refuseOthers(meta, state);
};

/** Who applied for what is others' now knows of the asset, and is told why. */
export const refuseOthers = ({ actor }: Meta, { formerHolderPartyId }: AssetState): never =>
  refuse(formerHolderPartyId === actor.partyId ? 'not_the_holder' : 'asset_not_found');

/** Only our own processes and sweeps. */
export const checkSystem = ({ actor }: Meta, { application }: AssetState): ApplicationTerms =>
  application && actor.role === 'system' ? application : refuse('asset_not_found');

/** The holder's own organisation or the registrar; for anybody else the asset is not there. */
export const checkOwnOrRegistrar = (meta: Meta, state: AssetState): ApplicationTerms => {
  const { actor } = meta;
  const { application } = state;
  return application &&
    (actor.role === 'system' ||
      actor.partyId === application.applicantPartyId ||
      (actor.role === 'registrar' && actor.partyId === application.registrarPartyId))
    ? application
    : refuseOthers(meta, state);
};
