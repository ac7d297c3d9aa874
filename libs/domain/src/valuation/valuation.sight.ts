import type { Role } from '../decider.js';
import { shanghaiDate } from '../calendar.js';
import { sightOf } from '../title/title.sight.js';
import { authorisationStands, entryStands, pledgeStanding } from '../title/title.standing.js';
import type { Title } from '../title/title.state.js';
import type { TitleEvidence } from './valuation.decider.js';
import type { ValuationState } from './valuation.state.js';

/** Who asks: an organisation and the hats that the person wears for it. */
export interface ValuationReader {
  readonly partyId: string;
  readonly roles: readonly Role[];
}

/**
 * Whether somebody sees an asset's appraisals: `inside` are holders, the registrar, the platform's
 * auditor and firms that a holder named or that recorded there; `lender` are lenders whom the holder
 * let in or who have a standing pledge or claim (their reads are recorded); for all others `none`.
 */
export const valuationSight = (
  title: Title,
  valuations: ValuationState,
  reader: ValuationReader,
  at: string,
): 'inside' | 'lender' | 'none' => {
  if (sightOf(title, reader, at) === 'full' || appraises(valuations, reader, at)) return 'inside';
  return reader.roles.includes('lender') && lends(title, reader.partyId, at) ? 'lender' : 'none';
};

const appraises = (
  { appraisers, valuations }: ValuationState,
  { partyId, roles }: ValuationReader,
  at: string,
): boolean => {
  if (!roles.includes('appraiser')) return false;
  const naming = appraisers.get(partyId);
  return (
    (naming !== undefined && shanghaiDate(at) <= naming.until) ||
    valuations.some(({ firmPartyId }) => firmPartyId === partyId)
  );
};

const lends = (title: Title, partyId: string, at: string): boolean =>
  [...title.authorisations.values()].some(
    (given) => given.lenderPartyId === partyId && authorisationStands(given, at),
  ) ||
  [...title.pledges.values()].some(
    (pledge) =>
      pledge.pledgeePartyId === partyId &&
      ['registered', 'claimed'].includes(pledgeStanding(pledge, at)),
  );

/** What the rules of valuation need to know of a title. */
export const titleEvidence = (title: Title, at: string): TitleEvidence => {
  const live = [...title.entries.values()].filter((entry) => entryStands(entry, at));
  return {
    titleVersion: title.version,
    holderPartyIds: [
      ...new Set(live.flatMap(({ holders }) => holders.map(({ partyId }) => partyId))),
    ],
    rights: [...new Set(live.map(({ right }) => right))],
  };
};
