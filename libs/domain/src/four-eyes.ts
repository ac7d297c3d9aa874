import type { JsonObject } from './json.js';
import { refuse, type RefusalCode } from './refusal.js';

/** What one person proposed, and what became of it; absent: nobody has decided. */
interface Proposed {
  /** Token of the person who proposed it. */
  readonly proposer: string;
  readonly decided?: string | undefined;
}

/** The proposal as a refusal names it, and the code for one that has been decided. */
interface Named {
  readonly is: JsonObject;
  readonly decidedCode: RefusalCode;
}

/**
 * The person who decides on what another has proposed (four-eyes principle); it is decided only
 * once.
 */
export const secondPerson = (
  { decided, proposer }: Proposed,
  person: string,
  { is, decidedCode }: Named,
): string => {
  if (decided !== undefined) return refuse(decidedCode, { ...is, as: decided });
  return person === proposer ? refuse('four_eyes_required', is) : person;
};

/** The second person of a correction of what the register says. */
export const corrector = (
  found: Proposed & { readonly correctionId: string },
  person: string,
): string => {
  const { correctionId } = found;
  return secondPerson(found, person, { is: { correctionId }, decidedCode: 'correction_decided' });
};
