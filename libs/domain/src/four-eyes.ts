import { refuse } from './refusal.js';

/** What one person proposed, and what became of it; absent: nobody has decided. */
interface Proposed {
  readonly correctionId: string;
  /** Token of the person who proposed it. */
  readonly proposer: string;
  readonly decided?: string | undefined;
}

/**
 * The person who decides on a correction: another than the one who proposed it (four-eyes principle),
 * and only once.
 */
export const secondPerson = (
  { correctionId, decided, proposer }: Proposed,
  person: string,
): string => {
  if (decided !== undefined) return refuse('correction_decided', { correctionId, as: decided });
  return person === proposer ? refuse('four_eyes_required', { correctionId }) : person;
};
