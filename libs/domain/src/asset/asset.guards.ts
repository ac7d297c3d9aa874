import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import {
  type ApplicationTerms,
  type AssetState,
  type AssetStep,
  possibleSteps,
  standing,
} from './asset.state.js';

/** An asset is there only for its registrar and our own processes: others are told it is not. */
export const checkRegistrar = ({ actor }: Meta, { application }: AssetState): ApplicationTerms =>
  application && (actor.role === 'system' || actor.partyId === application.registrarPartyId)
    ? application
    : refuse('asset_not_found');

export const checkStep = (step: AssetStep, state: AssetState): void =>
  possibleSteps[state.status].includes(step)
    ? undefined
    : refuse('asset_step_not_possible', { step, ...standing(state) });

/** The applicant's own organisation or the registrar; for anybody else the asset is not there. */
export const checkOwnOrRegistrar = (
  { actor }: Meta,
  { application }: AssetState,
): ApplicationTerms =>
  application &&
  (actor.role === 'system' ||
    actor.partyId === application.applicantPartyId ||
    (actor.role === 'registrar' && actor.partyId === application.registrarPartyId))
    ? application
    : refuse('asset_not_found');
