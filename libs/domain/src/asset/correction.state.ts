import type { AssetDescription } from './asset-description.js';
import type { AssetState } from './asset.state.js';
import type { CorrectionEvent } from './correction.events.js';

/** What became of corrections, and of what they correct. */
export const evolveCorrections = (state: AssetState, event: CorrectionEvent): AssetState => {
  switch (event.type) {
    case 'RegistrationCorrectionProposed': {
      const { correctionId, correctedEvent, description, reason, proposer } = event.data;
      const proposed = { correctionId, correctedEvent, description, reason, proposer };
      return { ...state, corrections: { ...state.corrections, [correctionId]: proposed } };
    }
    case 'RegistrationCorrected': {
      const { correctionId, description } = event.data;
      return overtaken(correctionDecided(described(state, description), correctionId, 'approved'));
    }
    case 'RegistrationCorrectionRejected':
      return correctionDecided(state, event.data.correctionId, 'rejected');
  }
};

const correctionDecided = (
  state: AssetState,
  correctionId: string | undefined,
  decided: 'approved' | 'rejected',
): AssetState => {
  const known = correctionId === undefined ? undefined : state.corrections?.[correctionId];
  return known === undefined
    ? state
    : {
        ...state,
        corrections: { ...state.corrections, [known.correctionId]: { ...known, decided } },
      };
};

/** Whoever proposed a correction looked at another description than stands now. */
export const overtaken = (state: AssetState): AssetState => {
  if (state.corrections === undefined) return state;
  const corrections = Object.entries(state.corrections).map(
    ([id, known]) => [id, { ...known, decided: known.decided ?? ('overtaken' as const) }] as const,
  );
  return { ...state, corrections: Object.fromEntries(corrections) };
};

/** The asset under another description. */
export const described = (state: AssetState, description: AssetDescription): AssetState =>
  state.application === undefined
    ? state
    : { ...state, application: { ...state.application, description } };
