import type { PartyClass } from './party.events.js';

/** Organs and public institutions: what they hold is no security (财资〔2024〕167号). */
export const isStateBody = (partyClass: PartyClass | undefined): boolean =>
  partyClass === 'governmentOrgan' || partyClass === 'publicInstitution';

/**
 * Which classes a unified social credit code admits, by its first two characters (GB 32100-2015):
 * `11` an organ, `12` a public institution, some of which are run as organs; both are registered
 * by the offices of public-sector establishment (机构编制). `undefined`: the code does not say.
 */
export const classesOf = (uscc: string): readonly PartyClass[] | undefined => {
  switch (uscc.slice(0, 2)) {
    case '11':
      return ['governmentOrgan'];
    case '12':
      return ['publicInstitution', 'governmentOrgan'];
    default:
      return undefined;
  }
};
