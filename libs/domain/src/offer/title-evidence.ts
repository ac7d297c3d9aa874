import { shanghaiDate } from '../calendar.js';
import type { JsonObject } from '../json.js';
import {
  entryStands,
  grantsDuring,
  pendingReservations,
  shutsOut,
  rankingPledges,
  standingBars,
} from '../title/title.standing.js';
import type { Licensing, Title } from '../title/title.state.js';
import type { LicensingEvidence } from './licensing-evidence.js';
import type { OfferContent } from './offer.events.js';

/** The offer that the title is asked about. */
export interface OfferedDeal {
  readonly offerId: string;
  readonly sellerPartyId: string;
  readonly content: Pick<OfferContent, 'holdingId' | 'kind' | 'terms'>;
}

/** What a title says about licensing under an offer now (RFC 3339 UTC). */
export const licensingEvidence = (
  title: Title,
  { offerId, sellerPartyId, content }: OfferedDeal,
  now: string,
): LicensingEvidence => {
  const entry = title.entries.get(content.holdingId);
  const live = entry !== undefined && entryStands(entry, now) ? entry : undefined;
  const licensing = title.licensing.get(offerId);
  const withdrawn = licensing?.ended !== undefined && licensing.ended.on <= shanghaiDate(now);
  const suspendedBy = suspensions(title, content, consentedBy(title, licensing), now);
  return {
    titleVersion: title.version,
    ...(live && { right: live.right }),
    sellerHoldsEntry: live?.holders.some(({ partyId }) => partyId === sellerPartyId) ?? false,
    ...(licensing &&
      !withdrawn && {
        authorisation: {
          holdingId: licensing.holdingId,
          terms: licensing.terms,
          ...(licensing.cap !== undefined && { cap: licensing.cap }),
          ...(licensing.transfer && { transfer: licensing.transfer }),
          until: licensing.until,
        },
      }),
    ...(suspendedBy && { suspendedBy }),
  };
};

/** Pledges whose pledgees had consented to the offer when it was authorised. */
const consentedBy = (title: Title, licensing: Licensing | undefined): readonly string[] =>
  (licensing?.consentIds ?? []).flatMap((id) => title.consents.get(id)?.pledgeId ?? []);

/**
 * A pledge suspends licensing unless every ranking pledgee's contract leaves it open, and exclusive
 * deals and sales of the right always. Somebody else's exclusive right shuts licences out that do not
 * exclude; whether it shuts out an exclusive one is for the reservation to find when a buyer comes.
 */
const suspensions = (
  title: Title,
  { holdingId, kind, terms }: OfferedDeal['content'],
  consented: readonly string[],
  now: string,
): JsonObject | undefined => {
  const barIds = standingBars(title, holdingId, now).map(({ barId }) => barId);
  const ranking = rankingPledges(title, holdingId, now).filter(
    ({ pledgeId }) => !consented.includes(pledgeId),
  );
  const isDisposal = kind === 'exclusive' || kind === 'transfer';
  const blocks = isDisposal || ranking.some((pledge) => !pledge.terms.licensingStaysOpen);
  const pledgeIds = blocks ? ranking.map(({ pledgeId }) => pledgeId) : [];
  const today = shanghaiDate(now);
  const span = { from: terms.from > today ? terms.from : today, until: terms.until };
  const isPlain = !isDisposal && title.entries.has(holdingId);
  const grantIds = (isPlain ? grantsDuring(title, holdingId, span) : [])
    .filter((grant) => grant.terms.exclusive)
    .map(({ grantId }) => grantId);
  const reservationIds = (isPlain ? pendingReservations(title, holdingId, now) : [])
    .filter(shutsOut)
    .map(({ reservationId }) => reservationId);
  const named = Object.entries({ barIds, pledgeIds, grantIds, reservationIds }).filter(
    ([, ids]) => ids.length > 0,
  );
  return named.length === 0 ? undefined : Object.fromEntries(named);
};
