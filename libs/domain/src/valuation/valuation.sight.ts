import type { Role } from '../decider.js';
import { shanghaiDate } from '../calendar.js';
import { standInsFor } from '../party/standing-in.js';
import { sightOf } from '../title/title.sight.js';
import { authorisationStands, entryStands, pledgeStanding } from '../title/title.standing.js';
import type { Title } from '../title/title.state.js';
import type { LenderEvidence } from './valuation.choice.js';
import type { TitleEvidence } from './valuation.decider.js';
import type { ValuationState } from './valuation.state.js';

/** Who asks: an organisation and the hats that the person wears for it. */
export interface ValuationReader {
  readonly partyId: string;
  readonly roles: readonly Role[];
  /** Firms in whose places the organisation alone stands; absent: its own. */
  readonly standsFor?: readonly string[];
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
  { partyId, roles, standsFor = [partyId] }: ValuationReader,
  at: string,
): boolean => {
  if (!roles.includes('appraiser')) return false;
  const today = shanghaiDate(at);
  return (
    standsFor.some((firm) => today <= (appraisers.get(firm)?.until ?? '')) ||
    valuations.some(({ firmPartyId }) => standsFor.includes(firmPartyId))
  );
};

const lends = (
  title: Title,
  partyId: string,
  at: string,
  standings: readonly string[] = ['registered', 'claimed'],
): boolean =>
  [...title.authorisations.values()].some(
    (given) => given.lenderPartyId === partyId && authorisationStands(given, at),
  ) ||
  [...title.pledges.values()].some(
    (pledge) => pledge.pledgeePartyId === partyId && standings.includes(pledgeStanding(pledge, at)),
  );

/** Who merely claims a pledge sees the appraisals, and chooses none. */
export const lenderEvidence = (title: Title, partyId: string, at: string): LenderEvidence => ({
  titleVersion: title.version,
  lends: lends(title, partyId, at, ['registered']),
});

/** What the rules of valuation need to know of a title; successions are resolved in it. */
export const titleEvidence = (title: Title, at: string): TitleEvidence => {
  const live = [...title.entries.values()].filter((entry) => entryStands(entry, at));
  const holders = new Set(live.flatMap((entry) => entry.holders.map(({ partyId }) => partyId)));
  const date = shanghaiDate(at);
  return {
    titleVersion: title.version,
    holderPartyIds: [...holders],
    heldFor: [...new Set([...holders, ...title.successions.keys()])].filter((id) =>
      standInsFor(title, id, date).some(({ partyId }) => holders.has(partyId)),
    ),
    rights: [...new Set(live.map(({ right }) => right))],
  };
};
